using System.Collections.Concurrent;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Console.Tests.Exporting;
using Appliance.Console.Tests.Sessions;
using Appliance.Engine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Scripts;

/// <summary><c>:execute file=</c>.</summary>
public sealed class ExecuteTests : IAsyncLifetime
{
    private readonly MemoryFiles _files = [];
    private readonly ConcurrentQueue<string> _logged = [];
    private readonly UserVariables _variables = new();
    private Router _router = null!;
    private ScriptJobs _jobs = null!;

    private ConsoleHost Host => new() { Files = _files };

    public async ValueTask InitializeAsync()
    {
        _router = await SamplePlugin.RouterAsync();
        _jobs = new ScriptJobs(_router.OpenSession, () => _router.Root, _variables, () => default, Log, Host);
        _jobs.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _jobs.DisposeAsync();
        await _router.DisposeAsync();
    }

    [Theory]
    [InlineData(":execute script=\":put one; :put two\" file=out", "out.txt", "one\ntwo\n")]
    [InlineData(":execute {:put one; :error broken; :put two} file=out.txt", "out.txt", "one\n")]
    [InlineData(":execute {:nothing} file=\"my out\"", "my out.txt", "")]
    [InlineData("/xen add name=a; :execute {/xen print} file=out", "out.txt",
        "Flags: X - disabled\n #   NAME                                         MEMORY     WEIGHT     STATE\n 0 X a                                            64         256        disabled\n")]
    public async Task What_a_script_prints_is_in_the_file_when_it_has_ended(string line, string name, string content)
    {
        (await TypeAsync(line)).ShouldBe("");
        await UntilAsync(() => _files.ContainsKey(name));
        _files[name].ShouldBe(content);
        await UntilAsync(() => _jobs.Jobs.Count == 0);
        if (line.Contains("broken")) _logged.ShouldHaveSingleItem().ShouldStartWith("error executing script :execute failed: broken");
        else _logged.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../out", "failure: invalid file name")]
    [InlineData("\"\"", "failure: invalid file name")]
    [InlineData("closed/out", "failure: no such folder")]
    public async Task A_name_that_is_none_is_refused_and_nothing_runs(string name, string sentence)
    {
        if (name.StartsWith("closed")) _files.Closed = new RefusedException("no such folder");
        (await TypeAsync($":execute {{:put one; :log info ran}} file={name}")).ShouldBe(sentence + "\n");
        (_files.Count, _jobs.Jobs.Count, _logged.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Who_may_not_write_is_refused()
    {
        (await TypeAsync(":execute {:put one} file=out", Policy.Read | Policy.Test)).ShouldBe("not enough permissions (9)\n");
        (_files.Count, _jobs.Jobs.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_script_that_is_ended_leaves_what_it_printed()
    {
        await TypeAsync(":execute {:put one; :log info ran; :delay 1d} file=out");
        await UntilAsync(() => _logged.Contains("info ran"));
        _files.ContainsKey("out.txt").ShouldBeFalse();
        _jobs.Stop(_jobs.Jobs.Single().Number).ShouldBeTrue();
        await UntilAsync(() => _files.ContainsKey("out.txt"));
        _files["out.txt"].ShouldBe("one\n");
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_in_the_log()
    {
        _files.Failure = new RefusedException("no space left on device");
        await TypeAsync(":execute {:put one} file=out");
        await UntilAsync(() => !_logged.IsEmpty);
        _logged.ShouldBe(["error executing script :execute failed: failure: no space left on device"]);
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_not_the_script_s_mistake()
    {
        _files.Disk = new FullStream();
        await TypeAsync(":execute {:for i from=1 to=1000 do={:put \"a line that is as long as lines are\"}; :log info ran} file=out");
        await UntilAsync(() => _logged.Count == 2);
        _logged.ShouldBe(["info ran", "error executing script :execute failed: failure: full"]);
    }

    private async Task<string> TypeAsync(string line, Policy policies = Policy.All)
    {
        var screen = new StringWriter();
        var session = new ConsoleSession(_router.OpenSession(new Login("admin", policies)), new ScriptTerminal(TextReader.Null, screen, () => 80), null, Log, _jobs, Host);
        await session.ExecuteAsync(line, CancellationToken.None);
        return screen.ToString();
    }

    private void Log(string topic, string message) => _logged.Enqueue($"{topic} {message}");

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds()) await Task.Delay(5, limit.Token);
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("full");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("full");
    }
}
