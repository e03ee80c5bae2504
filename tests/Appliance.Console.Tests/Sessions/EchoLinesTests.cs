using Appliance.Console.Sessions;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Console.Tests.Sessions;

public sealed class EchoLinesTests
{
    private const string Failure = "login failure for user root from 10.0.0.1 via telnet";
    private readonly SampleBook _book = new();
    private readonly EchoLines _lines;
    private readonly List<string> _screen = [];

    public EchoLinesTests() => _lines = new EchoLines(_book);

    [Fact]
    public void A_line_for_consoles_appears_on_every_screen_at_once()
    {
        var other = new List<string>();
        using var first = _lines.Show("admin", _screen.Add);
        using var second = _lines.Show("admin", other.Add);
        _book.Write("system,info", "router rebooted");
        _book.Write("system,error,critical", Failure);
        _screen.ShouldBe([$"14:47:23 echo: system,error,critical {Failure}"]);
        other.ShouldBe(_screen);
    }

    [Fact]
    public void What_happened_before_is_shown_at_the_next_login_of_each_user_once()
    {
        _book.Write("system,error,critical", Failure);
        string[] news = [$"jun/06/2008 14:47:23 system,error,critical {Failure}"];
        Login("admin").ShouldBe(news);
        Login("admin").ShouldBeEmpty();
        Login("other").ShouldBe(news);
    }

    [Fact]
    public void Who_has_seen_a_line_does_not_see_it_again_at_login()
    {
        using (_lines.Show("admin", _screen.Add)) _book.Write("system,error,critical", Failure);
        _book.Write("system,error,critical", "second");
        Login("admin").ShouldBe(["jun/06/2008 14:47:23 system,error,critical second"]);
        _screen.Count.ShouldBe(1);
    }

    private List<string> Login(string user)
    {
        var screen = new List<string>();
        _lines.Show(user, screen.Add).Dispose();
        return screen;
    }

    private sealed class SampleBook : ILogBook
    {
        private readonly List<LogLine> _written = [];

        public event Action<LogLine>? Written;

        public event Action<LogLine>? Echoed;

        public IReadOnlyList<LogLine> Lines => _written;

        public IReadOnlyList<LogLine> Remembered => [.. _written.Where(IsForConsoles)];

        public void Write(string topics, string message)
        {
            _written.Add(new(_written.Count + 1, new DateTime(2008, 6, 6, 14, 47, 23), topics, message));
            Written?.Invoke(_written[^1]);
            if (IsForConsoles(_written[^1])) Echoed?.Invoke(_written[^1]);
        }

        private static bool IsForConsoles(LogLine line) => line.Topics.EndsWith("critical", StringComparison.Ordinal);
    }
}
