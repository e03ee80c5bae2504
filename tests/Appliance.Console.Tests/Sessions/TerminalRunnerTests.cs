using Appliance.Console.Sessions;
using Appliance.Console.Tests.Editing;

namespace Appliance.Console.Tests.Sessions;

public sealed class TerminalRunnerTests : IAsyncDisposable
{
    private const string Prompt = "[admin@MikroTik] > ";
    private readonly Person _person = new(80, 24);
    private readonly Task _session;

    public TerminalRunnerTests() => _session = new TerminalRunner(new SampleRouter(), _person.Terminal).RunAsync(CancellationToken.None);

    private Screen Screen => _person.Screen;

    public async ValueTask DisposeAsync()
    {
        _person.HangsUp();
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
        await _person.Terminal.DisposeAsync();
    }

    [Fact]
    public async Task Lines_are_run_and_the_prompt_follows_the_menu()
    {
        _person.Types("/xen\radd name=ros1\rprint\r");
        await Screen.Until(() => Screen.Text.EndsWith("[admin@MikroTik] /xen>", StringComparison.Ordinal) && Screen.Text.Contains(" 0 X ros1"));
        Screen.Text.ShouldStartWith(
            """
            [admin@MikroTik] > /xen
            [admin@MikroTik] /xen> add name=ros1
            [admin@MikroTik] /xen> print
            Flags: X - disabled
             #   NAME                                         MEMORY     WEIGHT     STATE
             0 X ros1                                         64         256        disabled
            """);
    }

    [Fact]
    public async Task Tab_completes_and_a_second_tab_lists()
    {
        _person.Types("/xen add name=ros1\r/xen add name=ros2\r/xe\tset r\t");
        await Screen.LineIs(Prompt + "/xen set ros|");
        _person.Types("\t");
        await Screen.Shows("> /xen set ros\nros1  ros2\n[admin@MikroTik] > /xen set ros");
        _person.Types("1 w\t300\r");
        await Screen.LineIs(Prompt + "|");
    }

    [Fact]
    public async Task A_question_mark_helps_and_the_line_goes_on()
    {
        _person.Types("/xen en?");
        await Screen.Shows("> /xen en\nenable -- Enable items\n[admin@MikroTik] > /xen en");
        _person.Types("\u0003");
        await Screen.LineIs(Prompt + "|");
    }

    [Fact]
    public async Task Open_brackets_go_on_in_the_next_line()
    {
        _person.Types("{\r:put (\\\r1+2)}\r");
        await Screen.Shows("{\n{... :put (\\\n{(\\... 1+2)}\n3\n" + Prompt.TrimEnd());
        _person.Types("{\r");
        await Screen.LineIs("{... |");
        _person.Types("\u0003:put ok\r");
        await Screen.Shows("{\n{...\n[admin@MikroTik] > :put ok\nok");
        _person.Types("{\r\u0003:put well\r");
        await Screen.Shows("{\n[admin@MikroTik] > :put well\nwell");
        _person.Types("\u001b[A\u001b[A\u001b[A");
        await Screen.LineIs(Prompt + "{ :put (\\ 1+2)}|");
    }

    [Fact]
    public async Task Ctrl_c_stops_a_command_and_ctrl_d_ends_the_session()
    {
        _person.Types("/ping wait\r");
        await Screen.Until(() => Screen.Text.Contains("/ping wait") && Screen.Line == "|");
        _person.Types("\u0003");
        await Screen.Shows("interrupted\n" + Prompt.TrimEnd());
        _person.Types("\u0004");
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_missing_item_is_asked_for()
    {
        _person.Types("/xen add name=ros1\r/xen remove\r");
        await Screen.LineIs("numbers: |");
        _person.Types("ros1\r");
        await Screen.LineIs(Prompt + "|");
    }

    [Fact]
    public async Task A_long_print_stops_at_the_end_of_the_screen()
    {
        for (var i = 0; i < 30; i++) _person.Types($"/xen add name=guest{i}\r");
        _person.Types("/xen print\r");
        await Screen.LineIs("-- [Q quit|D dump|down]|");
        _person.Types("q");
        await Screen.LineIs(Prompt + "|");
    }
}
