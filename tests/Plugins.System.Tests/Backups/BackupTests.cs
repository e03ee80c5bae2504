using Appliance.Engine.Store;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Backups;

public sealed class BackupTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
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
    public async Task A_backup_brings_everything_back_after_a_reboot()
    {
        await _router.TypeAsync("/system identity set name=before\n/system script add name=kept source={:put 1}\n/system script add name=gone\n/system script remove gone\n/system logging remove 0");
        (await _router.TypeAsync("/system backup save name=one password=secret")).ShouldEndWith("\nConfiguration backup saved\n");
        await _router.TypeAsync("/system identity set name=after\n/system script remove kept");
        (await _router.TypeAsync("/system backup load name=one.backup password=secret\ny")).ShouldBe(
            """
            [admin@after] > /system backup load name=one.backup password=secret
            Restore and reboot? [y/N]:
            y
            Restoring system configuration
            System configuration restored, rebooting now

            """);
        await _router.Power.Down.WaitAsync(s_limit);
        // What is typed until then belongs to the configuration that goes.
        await _router.TypeAsync("/system script add name=lost");
        await RestartAsync();
        (await _router.TypeAsync(":put [/system script find]\n:put [/system logging print count-only]\n/system script add name=next\n:put [/system script find name=next]")).ShouldBe(
            """
            [admin@before] > :put [/system script find]
            *1
            [admin@before] > :put [/system logging print count-only]
            3
            3
            [admin@before] > /system script add name=next
            [admin@before] > :put [/system script find name=next]
            *3

            """);
    }

    [Fact]
    public async Task Menus_that_are_not_there_are_in_the_backup_too()
    {
        await _router.DisposeAsync();
        await _store.AppendAsync(new CommitRecord(_store.Load().Revision + 1, "x", default, [new(null, new StoredItem("/xen", new ItemId(4), 1, new Dictionary<string, string> { ["name"] = "guest" }))], new Dictionary<string, uint> { ["/xen"] = 7 }));
        _router = await TestRouter.StartAsync(_store, _folders);
        await _router.TypeAsync("/system backup save name=one\n/system reset-configuration skip-backup=yes\ny");
        await RestartAsync();
        _store.Load().Items.ShouldNotContain(item => item.Menu == "/xen");
        await _router.TypeAsync("/system backup load name=one\ny");
        await RestartAsync();
        _store.Load().Items.Single(item => item.Menu == "/xen").Values["name"].ShouldBe("guest");
        _store.Load().LastIds["/xen"].ShouldBe(7u);
    }

    [Fact]
    public async Task A_backup_without_a_name_is_called_after_the_router_and_the_time()
    {
        (await _router.TypeAsync("/system backup save")).ShouldEndWith("\nConfiguration backup saved\nit is not encrypted: who can read the file, can read the passwords in it\n");
        _router.Files.List().Single().Path.ToString().ShouldBe("MikroTik-20080606-1447.backup");
    }

    [Fact]
    public async Task A_password_is_asked_for_where_it_is_needed()
    {
        await _router.TypeAsync("/system backup save name=one password=secret");
        (await _router.TypeAsync("/system backup load name=one\nwrong")).ShouldEndWith("failure: wrong password\n");
        (await _router.TypeAsync("/system backup load name=one\nsecret\nn")).ShouldEndWith("Restore and reboot? [y/N]:\nn\n");
        await RestartAsync();
        _router.Power.Down.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/system backup load name=nothing", "failure: no such file")]
    [InlineData("/system backup load name=other", "failure: file is not a backup, or is damaged")]
    [InlineData("/system backup load", "missing value(s) of argument(s) name")]
    [InlineData("/system backup save name=../x", "invalid value of name, file name required")]
    [InlineData("/system reset-configuration run-after-reset=nothing.rsc", "failure: no such file")]
    public async Task A_mistake_is_one_sentence(string typed, string sentence)
    {
        _router.Files.Put("other", 3, default);
        (await _router.TypeAsync(typed)).ShouldBe($"[admin@MikroTik] > {typed}\n{sentence}\n");
    }

    [Fact]
    public async Task A_full_disk_is_told()
    {
        _router.Files.Failure = new RefusedException("no space left on device");
        (await _router.TypeAsync("/system backup save name=one")).ShouldEndWith("failure: no space left on device\n");
        _router.Files.Failure = null;
        await _router.TypeAsync("/system backup save name=one");
        _store.Failure = new IOException("no space left on device");
        (await _router.TypeAsync("/system backup load name=one\ny")).ShouldEndWith("failure: no space left on device\n");
        _router.Power.Down.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reset_leaves_a_new_router_and_a_backup()
    {
        await _router.TypeAsync("/system identity set name=before\n/system logging remove 0");
        (await _router.TypeAsync("/system reset-configuration\ny")).ShouldBe(
            """
            [admin@before] > /system reset-configuration
            Dangerous! Reset anyway? [y/N]:
            y
            system configuration will be reset

            """);
        await RestartAsync();
        (await _router.TypeAsync("/system logging print count-only")).ShouldBe("[admin@MikroTik] > /system logging print count-only\n4\n");
        _router.Files.List().Single().Path.ToString().ShouldBe("auto-before-reset.backup");
        await _router.TypeAsync("/system backup load name=auto-before-reset\ny");
        await RestartAsync();
        (await _router.TypeAsync("")).ShouldBe("");
        (await _router.TypeAsync(":put 1")).ShouldStartWith("[admin@before] ");
    }

    [Fact]
    public async Task A_script_runs_once_after_a_reset()
    {
        await _router.Files.WriteAsync(new FilePath("first.rsc"), (stream, ct) => stream.WriteAsync("/system identity set name=fresh\n:log info \"first steps\""u8.ToArray(), ct).AsTask(), default);
        await _router.TypeAsync("/system reset-configuration skip-backup=yes no-defaults=yes run-after-reset=first.rsc\ny");
        await RestartAsync();
        await Until(() => _router.Log.Lines.Contains("script,info script first.rsc was run after the reset"));
        _router.Log.Lines.ShouldContain("script,info first steps");
        (await _router.TypeAsync(":put 1")).ShouldStartWith("[admin@fresh] ");
        await RestartAsync();
        _router.Log.Lines.ShouldNotContain("script,info first steps");
    }

    [Fact]
    public async Task Anything_but_yes_resets_nothing()
    {
        await _router.TypeAsync("/system identity set name=before\n/system reset-configuration\n\n/system backup save name=one\n/system backup load name=one\nno");
        await RestartAsync();
        (await _router.TypeAsync(":put 1")).ShouldStartWith("[admin@before] ");
    }

    private async Task RestartAsync()
    {
        var files = _router.Files;
        await _router.DisposeAsync();
        _router = await TestRouter.StartAsync(_store, _folders, files);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        // A script runs on a thread of its own, which tells nobody when it has ended.
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
