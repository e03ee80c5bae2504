using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Machines;

/// <summary>Somebody else changes the machine behind the router's back.</summary>
public sealed class MachineWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly TestFolders _folders = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(new MemoryStore(), _folders);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task Another_host_name_is_set_back_to_the_configured_one_and_the_log_says_so()
    {
        await _router.TypeAsync("/system identity set name=core");
        var named = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _router.Machine.Named += name =>
        {
            if (name == "core") named.TrySetResult();
        };
        _router.Machine.Rename("other");
        await named.Task.WaitAsync(s_patience);
        _router.Machine.HostName.ShouldBe("core");
        _router.Log.Lines.ShouldContain("system,info host name was changed to other from outside, it is set back");
    }

    [Fact]
    public async Task Another_time_zone_of_the_machine_is_set_back()
    {
        await _router.TypeAsync("/system clock set time-zone-name=Europe/Riga");
        var zoned = new TaskCompletionSource<TimeZoneInfo>(TaskCreationOptions.RunContinuationsAsynchronously);
        _router.Machine.Zoned += zone => zoned.TrySetResult(zone);
        _router.Machine.Announce(MachineChange.MachineTimeZone);
        (await zoned.Task.WaitAsync(s_patience)).Id.ShouldBe("Europe/Riga");
        _router.Log.Lines.ShouldContain("system,info time zone was changed from outside, it is set back");
    }

    [Fact]
    public async Task A_plugin_that_has_left_hears_nothing()
    {
        await _router.DetachAsync();
        _router.Machine.Rename("other");
        _router.Machine.HostName.ShouldBe("other");
    }
}
