using System.Text;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>The memory that Xen leaves to the router.</summary>
public sealed class MemoryForMainTests : IAsyncLifetime
{
    private const string Print = "/xen global-settings print";
    private readonly TestRouter _router = new(new SimulatedHypervisor());

    public async ValueTask InitializeAsync()
    {
        _router.Boot.Usable = true;
        await _router.Boot.SetHypervisorAsync(Encoding.ASCII.GetBytes("xen"), default);
        _router.Boot.Start();
        await _router.StartAsync();
    }

    [Fact]
    public async Task It_is_in_force_after_a_reboot_and_until_then_print_says_so()
    {
        (await PrintedAsync()).ShouldBe("  memory-for-main: unlimited\n");
        await _router.TypeAsync("/xen global-settings set memory-for-main=128");
        (await PrintedAsync()).ShouldBe("  memory-for-main: 128\n  memory-in-force: 941\n");
        await RebootAsync();
        (await PrintedAsync()).ShouldBe("  memory-for-main: 128\n");
        await _router.TypeAsync("/xen global-settings set memory-for-main=unlimited");
        (await PrintedAsync()).ShouldBe("  memory-for-main: unlimited\n  memory-in-force: 128\n");
        await RebootAsync();
        (await PrintedAsync()).ShouldBe("  memory-for-main: unlimited\n");
    }

    [Fact]
    public async Task What_could_not_boot_is_refused()
    {
        (await _router.TypeAsync("/xen global-settings set memory-for-main=95")).ShouldContain("value of memory-for-main is out of range (96..1048576)");
        (await PrintedAsync()).ShouldBe("  memory-for-main: unlimited\n");
    }

    [Fact]
    public async Task A_machine_without_xen_keeps_it_for_later()
    {
        _router.Boot.Usable = false;
        await _router.TypeAsync("/xen global-settings set memory-for-main=128");
        (await PrintedAsync()).ShouldBe("  memory-for-main: 128\n");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private async Task RebootAsync()
    {
        await _router.StopAsync();
        _router.Boot.Start();
        await _router.StartAsync();
    }

    private async Task<string> PrintedAsync()
    {
        var shown = await _router.TypeAsync(Print);
        return shown[(shown.IndexOf('\n') + 1)..];
    }
}
