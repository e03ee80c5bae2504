using Appliance.Console.Sessions;
using Appliance.Console.Tests.Editing;

namespace Appliance.Console.Tests.Sessions;

public sealed class SafeModeKeyTests : IAsyncDisposable
{
    private readonly Person _person = new(80, 24);
    private readonly SampleSafeMode _safeMode = new();
    private readonly Task _session;

    public SafeModeKeyTests() => _session = new TerminalRunner(new SampleRouter { SafeMode = _safeMode }, _person.Terminal).RunAsync(CancellationToken.None);

    private Screen Screen => _person.Screen;

    public async ValueTask DisposeAsync()
    {
        _person.HangsUp();
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
        await _person.Terminal.DisposeAsync();
    }

    [Theory, InlineData("\u0018"), InlineData("\u001bOS"), InlineData("\u001b[14~")]
    public async Task The_key_takes_safe_mode_and_releases_it_and_the_prompt_says_so(string key)
    {
        _person.Types(key);
        await Screen.LineIs("[admin@MikroTik] <SAFE> |");
        _person.Types("/xen\r");
        await Screen.LineIs("[admin@MikroTik] /xen<SAFE> |");
        _person.Types(key);
        await Screen.LineIs("[admin@MikroTik] /xen> |");
        Screen.Text.ShouldBe(
            """
            [admin@MikroTik] >
            [Safe Mode taken]
            [admin@MikroTik] <SAFE> /xen
            [admin@MikroTik] /xen<SAFE>
            [Safe Mode released]
            [admin@MikroTik] /xen>
            """);
        _safeMode.Asked.ShouldBe(["WhenFree", "release"]);
    }

    [Fact]
    public async Task What_was_typed_before_the_key_goes_on_after_it()
    {
        _person.Types("/xen add na\u0018me=ros1\r/xen print count-only\r");
        await Screen.Shows("[admin@MikroTik] <SAFE> /xen add name=ros1\n[admin@MikroTik] <SAFE> /xen print count-only\n1");
    }

    [Theory, InlineData("u", "Unrolling", true), InlineData("r", "Releasing", true), InlineData("d", "", false), InlineData("", "", false)]
    public async Task Taking_it_from_somebody_is_asked_for(string answer, string asked, bool taken)
    {
        _safeMode.IsTaken = true;
        _person.Types("\u0018");
        await Screen.Until(() => Screen.Line == "|" && Screen.Text.EndsWith("\nHijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]:", StringComparison.Ordinal));
        _person.Types(answer + "\r");
        await Screen.LineIs($"[admin@MikroTik] {(taken ? "<SAFE>" : ">")} |");
        string.Join(' ', _safeMode.Asked).ShouldBe(asked);
    }

    [Fact]
    public async Task Who_loses_it_is_told_above_the_line_and_has_another_prompt()
    {
        _person.Types("\u0018/xen");
        await Screen.LineIs("[admin@MikroTik] <SAFE> /xen|");
        _safeMode.Lose("[Safe mode released by another user]");
        await Screen.LineIs("[admin@MikroTik] > /xen|");
        Screen.Text.ShouldEndWith("[Safe Mode taken]\n[Safe mode released by another user]\n[admin@MikroTik] > /xen");
    }

    [Theory, InlineData("\u0004", "unroll"), InlineData("/quit\r", "release"), InlineData(null, "unroll")]
    public async Task Only_quit_keeps_what_was_changed(string? keys, string asked)
    {
        _person.Types("\u0018");
        await Screen.LineIs("[admin@MikroTik] <SAFE> |");
        if (keys is null) _person.HangsUp();
        else _person.Types(keys);
        await _session.WaitAsync(TimeSpan.FromSeconds(60));
        _safeMode.Asked.ShouldBe(["WhenFree", asked]);
    }

    [Fact]
    public async Task In_the_answer_to_a_question_the_key_does_nothing()
    {
        _person.Types("/xen remove\r");
        await Screen.LineIs("numbers: |");
        _person.Types("\u0018\u0003");
        await Screen.LineIs("[admin@MikroTik] > |");
        _safeMode.Asked.ShouldBeEmpty();
    }
}
