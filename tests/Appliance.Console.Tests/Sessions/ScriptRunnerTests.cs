using Appliance.Console.Sessions;

namespace Appliance.Console.Tests.Sessions;

public sealed class ScriptRunnerTests
{
    private readonly SampleRouter _router = new();

    [Fact]
    public async Task Lines_are_echoed_behind_their_prompt_and_a_failure_does_not_stop_them()
    {
        var (succeeded, printed) = await RunAsync("/xen", "add name=a", "add foo=1", "print count-only where {", "}", "/quit", ":put never");
        printed.ShouldBe(
            """
            [admin@MikroTik] > /xen
            [admin@MikroTik] /xen> add name=a
            [admin@MikroTik] /xen> add foo=1
            expected end of command (line 1 column 5)
            [admin@MikroTik] /xen> print count-only where {
            {... }
            syntax error (line 2 column 1)
            [admin@MikroTik] /xen> /quit

            """);
        succeeded.ShouldBeFalse();
        _router.Flushes.ShouldBe(1);
        _router.Deferred.ShouldBeFalse();
    }

    [Fact]
    public async Task A_question_is_answered_by_the_next_line()
    {
        var (succeeded, printed) = await RunAsync("/ping ask", "y", "/ping ask", "n");
        printed.ShouldBe(
            """
            [admin@MikroTik] > /ping ask
            Really? [y/N]:
            y
            ask  False 
            [admin@MikroTik] > /ping ask
            Really? [y/N]:
            n
            action cancelled

            """);
        succeeded.ShouldBeFalse();
        _router.Flushes.ShouldBe(3);
    }

    [Fact]
    public async Task Success_needs_every_line()
    {
        (await RunAsync("/xen add name=a", "", "# note")).Succeeded.ShouldBeTrue();
        (await RunAsync("{ :put a")).ShouldBe((false, "[admin@MikroTik] > { :put a\nmissing closing brace (line 1 column 9)\n"));
    }

    private async Task<(bool Succeeded, string Printed)> RunAsync(params string[] lines)
    {
        var printed = new StringWriter();
        var succeeded = await new ScriptRunner(_router, new StringReader(string.Join('\n', lines)), printed, 80).RunAsync(CancellationToken.None);
        return (succeeded, printed.ToString());
    }
}
