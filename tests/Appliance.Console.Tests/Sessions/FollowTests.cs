using Appliance.Console.Sessions;
using Appliance.Console.Tests.Editing;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Console.Tests.Sessions;

/// <summary><c>print follow</c> of a list that grows.</summary>
public sealed class FollowTests : IAsyncDisposable
{
    private const string Prompt = "[admin@MikroTik] >";
    private const string Footer = "-- Ctrl-C to quit.";
    private readonly Person _person = new(80, 500);
    private readonly Lines _lines = new();
    private readonly Router _router = new(new MemoryStore(), null, NullLoggerFactory.Instance);
    private Task _session = Task.CompletedTask;

    private Screen Screen => _person.Screen;

    public async ValueTask DisposeAsync()
    {
        _person.HangsUp();
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
        await _person.Terminal.DisposeAsync();
        await _router.DisposeAsync();
    }

    [Theory]
    [InlineData("/lines print follow", "one\ntwo")]
    [InlineData("/lines print follow-only", "")]
    [InlineData("/lines print follow where text~\"o\"", "one\ntwo")]
    [InlineData("/lines print follow where text~\"e\"", "one")]
    public async Task New_lines_are_shown_below_the_old_ones(string command, string old)
    {
        await TypesAsync(command);
        await Screen.Shows(Text(command, old, Footer));
        Write("neo");
        await Screen.Shows(Text(command, old, "neo", Footer));
        Write("later", "echo");
        await Screen.Shows(command.Contains("\"o\"") ? Text(command, old, "neo\necho", Footer) : Text(command, old, "neo\nlater\necho", Footer));
        _person.Types("\u0003");
        await Screen.Until(() => Screen.Text.EndsWith("echo\n" + Prompt, StringComparison.Ordinal));
        _lines.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Space_draws_a_line_and_q_ends_it()
    {
        await TypesAsync("/lines print follow");
        await Screen.Shows(Footer);
        _person.Types(" ");
        await Screen.Shows("two\n= = = = = = = = = = = = = = = = = = = =\n" + Footer);
        _person.Types("xq");
        await Screen.Until(() => Screen.Text.EndsWith("= =\n" + Prompt, StringComparison.Ordinal));
        _person.Types(":put [:len \"three\"]\r");
        await Screen.Shows("\n5\n");
    }

    [Fact]
    public async Task Other_forms_go_on_counting()
    {
        await TypesAsync("/lines print terse follow");
        await Screen.Shows(" 0 text=one\n 1 text=two\n" + Footer);
        Write("three");
        await Screen.Shows(" 1 text=two\n 2 text=three\n" + Footer);
    }

    [Fact]
    public async Task Lines_that_are_gone_before_they_can_be_shown_are_left_out_and_none_comes_twice()
    {
        await TypesAsync("/lines print follow");
        await Screen.Shows(Footer);
        Write([.. Enumerable.Range(0, 100).Select(number => $"n{number}")]);
        await Screen.Shows("n99\n" + Footer);
        Write("end");
        await Screen.Shows("n99\nend\n" + Footer);
        _lines.Kept.ShouldBe(5);
        Screen.Text.Split('\n').Where(line => line.StartsWith('n')).ShouldBeUnique();
    }

    [Fact]
    public async Task A_person_who_hangs_up_ends_it()
    {
        await TypesAsync("/lines print follow");
        await Screen.Shows(Footer);
        _person.HangsUp();
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
        _lines.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task It_ends_when_the_package_leaves()
    {
        await TypesAsync("/lines print follow");
        await Screen.Shows(Footer);
        await _router.DetachAsync("lines", default);
        Write("late");
        await Screen.Shows("two\nfailure: the package of this menu has been removed or replaced\n" + Prompt);
    }

    [Fact]
    public async Task A_script_is_shown_what_is_there()
    {
        await StartAsync();
        var typed = new Typed(_router.OpenSession(new Login("admin"))) { Interactive = false };
        typed.Type("/lines print follow").ShouldBe("one\ntwo\n");
        typed.Type("/lines print follow-only").ShouldBe("");
        _lines.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task A_list_of_which_nothing_new_is_told_cannot_be_followed()
    {
        await StartAsync();
        new Typed().Type("/xen print follow").ShouldBe("expected end of command (line 1 column 12)\n");
    }

    private async Task TypesAsync(string line)
    {
        await StartAsync();
        _session = new TerminalRunner(_router.OpenSession(new Login("admin")), _person.Terminal).RunAsync(CancellationToken.None);
        _person.Types(line + "\r");
    }

    private async Task StartAsync()
    {
        await _router.OpenAsync();
        await _router.AttachAsync("lines", new LinesPlugin(), services => services.AddSingleton(_lines), default);
        Write("one", "two");
    }

    private void Write(params string[] texts)
    {
        foreach (var text in texts) _lines.Write(text);
    }

    private static string Text(params string[] parts) => string.Join('\n', parts.Where(part => part.Length > 0));

    [Menu("/lines", ReadOnly = true), PlainLines]
    public sealed record Line : Item
    {
        [State, Brief] public string Text { get; init; } = "";
    }

    /// <summary>Keeps the last five.</summary>
    public sealed class Lines
    {
        private readonly Lock _gate = new();
        private readonly Queue<Line> _lines = [];
        private Action? _grown;
        private uint _last;

        public IReadOnlyList<Line> All
        {
            get
            {
                lock (_gate) return [.. _lines];
            }
        }

        public int Kept => All.Count;

        public int Watchers => _grown?.GetInvocationList().Length ?? 0;

        public void Write(string text)
        {
            lock (_gate)
            {
                _lines.Enqueue(new Line { Id = new ItemId(++_last), Text = text });
                if (_lines.Count > 5) _lines.Dequeue();
            }
            _grown?.Invoke();
        }

        public IDisposable Watch(Action grown)
        {
            _grown += grown;
            return new Ending(() => _grown -= grown);
        }

        private sealed class Ending(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }

    public sealed class LineRows(Lines lines) : IGrowingRows<Line>
    {
        public IEnumerable<Line> Read(IConfigView config) => lines.All;

        public string Key(Line row) => row.Id.ToString();

        public IDisposable Watch(Action grown) => lines.Watch(grown);
    }

    private sealed class LinesPlugin : IPlugin
    {
        public void Register(IPluginBuilder plugin) => plugin.Menu<Line>(menu => menu.Rows<LineRows>());
    }
}
