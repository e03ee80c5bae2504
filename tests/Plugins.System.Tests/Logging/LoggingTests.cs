using Appliance.Engine.Store;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Logging;

/// <summary>Rules as an administrator types them.</summary>
public sealed class LoggingTests : IAsyncLifetime
{
    private readonly TestFolders _folders = new();
    private readonly MemoryStore _store = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(_store, _folders);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task A_new_router_has_rules_and_actions() =>
        (await _router.TypeAsync("/system logging print\n/system logging action print")).ShouldBe(
            """
            [admin@MikroTik] > /system logging print
            Flags: X - disabled, I - invalid, * - default
             #   TOPICS                    ACTION                   PREFIX
             0 * info                      memory
             1 * error                     memory
             2 * warning                   memory
             3 * critical                  echo
            [admin@MikroTik] > /system logging action print
            Flags: * - default
             #   NAME                                                 TARGET REMOTE
             0 * memory                                               memory 0.0.0.0
             1 * disk                                                 disk   0.0.0.0
             2 * echo                                                 echo   0.0.0.0
             3 * remote                                               remote 0.0.0.0

            """);

    [Fact]
    public async Task Rules_take_effect_at_once()
    {
        await _router.TypeAsync("/system logging set 0 topics=info,!script prefix=seen\n/log info one\n/system logging add topics=script prefix=S\n/log debug two\n/system logging disable [find prefix=S]\n/log info three\n/log warning four");
        Scripts().ShouldBe(["script,debug S: two", "script,warning four"]);
    }

    [Fact]
    public async Task A_rule_that_was_removed_does_not_come_back()
    {
        await _router.TypeAsync("/system logging remove [find topics=info]\n/system logging action add name=small target=memory memory-lines=2 memory-stop-on-full=yes\n/system logging add topics=script action=small");
        await _router.DisposeAsync();
        _router = await TestRouter.StartAsync(_store, _folders);
        (await _router.TypeAsync("/system logging print count-only")).ShouldEndWith("\n4\n");
        await _router.TypeAsync("/log info one\n/log info two\n/log info three");
        Scripts().ShouldBe(["script,info one", "script,info two"]);
    }

    [Theory]
    [InlineData("/system logging action remove memory", "failure: can not remove default action")]
    [InlineData("/system logging action remove [find]", "failure: can not remove default action")]
    [InlineData("/system logging action set disk name=other", "failure: can not change name of default action")]
    [InlineData("/system logging action set disk target=echo", "failure: can not change target of default action")]
    [InlineData("/system logging action add name=more", "missing value(s) of argument(s) target")]
    [InlineData("/system logging action add name=more target=memory memory-lines=0", "value of memory-lines is out of range (1..65535)")]
    [InlineData("/system logging add topics=Info", "invalid value of topics, topic required")]
    [InlineData("/system logging add action=nowhere", "input does not match any value of action")]
    public async Task A_mistake_is_one_sentence(string typed, string sentence)
    {
        (await _router.TypeAsync(typed)).ShouldBe($"[admin@MikroTik] > {typed}\n{sentence}\n");
        (await _router.TypeAsync("/system logging action print count-only")).ShouldEndWith("\n4\n");
    }

    [Fact]
    public async Task A_rule_whose_action_is_gone_is_invalid_and_harmless()
    {
        await _router.TypeAsync("/system logging action add name=small target=memory\n/system logging add topics=script action=small\n/system logging action remove small\n/system logging remove 0");
        (await _router.TypeAsync("/system logging print", 60)).ShouldEndWith(
            """
             3 I script             (unknown)

            """);
        await _router.TypeAsync("/log info lost");
        Scripts().ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_plugin_leaves_the_log_goes_on_by_itself()
    {
        await _router.TypeAsync("/system logging remove [find]\n/log error lost");
        await _router.DetachAsync();
        _router.Log.Book.Write("script,info", "kept");
        Scripts().ShouldBe(["script,info kept"]);
    }

    private IEnumerable<string> Scripts() => _router.Log.Lines.Where(line => line.StartsWith("script,", StringComparison.Ordinal));
}
