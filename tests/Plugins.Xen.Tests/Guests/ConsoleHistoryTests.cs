using System.Text;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin.Tests.Guests;

public sealed class ConsoleHistoryTests
{
    private readonly ConsoleHistory _history = new();

    [Fact]
    public void The_end_is_kept_from_the_start_of_a_line()
    {
        for (var i = 0; i < 2000; i++) _history.Add(Encoding.ASCII.GetBytes($"line {i}\r\n"));
        var text = Encoding.ASCII.GetString(_history.Read());
        text.ShouldStartWith("line ");
        text.ShouldEndWith("line 1999\r\n");
        text.Length.ShouldBeInRange(4000, 4096);
    }

    [Fact]
    public void A_question_to_the_terminal_is_not_asked_again()
    {
        _history.Add("\x1b[1m/ # \x1b[0m\x1b[6n"u8);
        Encoding.ASCII.GetString(_history.Read()).ShouldBe("\x1b[1m/ # \x1b[0m");
    }
}
