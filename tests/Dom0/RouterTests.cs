using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Tests.Routers;
using Microsoft.Extensions.DependencyInjection;
using Plugins.Network.Tests;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The engine with its plugins on Xen and the kernel: guests' cards under the administrator's names, in bridges and with addresses.</summary>
public sealed class RouterTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxNetwork _network = new();
    private TypedRouter? _router;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guest_is_reached_through_a_bridge_and_through_an_interface_with_an_address()
    {
        _router = await TypedRouter.StartAsync(_network, services: Add, another: new XenPlugin());
        File.Copy(Path.Combine(AppContext.BaseDirectory, "guest", "vmlinuz"), Path.Combine(_folder.State, "vmlinuz"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "guest", "initrd.img"), Path.Combine(_folder.State, "initrd.img"));
        (await _router.TypeAsync(
            "/interface bridge add name=lan", "/ip address add address=10.71.0.1/24 interface=lan",
            "/interface virtual-ethernet add name=\"cable to guest\" disabled=no", "/ip address add address=10.72.0.1/24 interface=\"cable to guest\"",
            "/xen add name=small memory=128 kernel=vmlinuz initrd=initrd.img kernel-cmdline=\"console=hvc0 quiet mitigations=off ip1=10.71.0.2/24 ip2=10.72.0.2/24\"",
            "/xen interface add virtual-machine=small dynamic-bridge=lan", "/xen interface add virtual-machine=small type=static static-interface=\"cable to guest\"")).ShouldBe("");
        (await _router.TypeAsync("/xen enable small", "/xen print")).ShouldContain("running");
        var (dynamic, fixedEnd) = (_network.Links.Find("vif1")!, _network.Links.Find("cable to guest")!);
        (dynamic.Kind, dynamic.Master, fixedEnd.Kind).ShouldBe((LinkKind.Vif, _network.Links.Find("lan")!.Index, LinkKind.Vif));
        await AnswersAsync("10.71.0.2");
        await AnswersAsync("10.72.0.2");
        (await _router.TypeAsync("/interface virtual-ethernet print")).ShouldSatisfyAllConditions(shown => shown.ShouldContain("R vif1"), shown => shown.ShouldContain("R cable to guest"));
        (await _router.TypeAsync("/interface ethernet print")).ShouldNotContain("cable");

        (await _router.TypeAsync("/interface virtual-ethernet set \"cable to guest\" name=renamed")).ShouldBe("");
        await AnswersAsync("10.72.0.2");

        (await _router.TypeAsync("/xen shutdown small", "/xen print")).ShouldContain("shutdown");
        await UntilAsync(() => _network.Links.Find("vif1") is null && _network.Links.Find("renamed") is { Kind: LinkKind.Tap } tap && _network.Addresses.All.Any(row => row.LinkIndex == tap.Index));
        await _router.TypeAsync("/xen start small");
        await AnswersAsync("10.71.0.2");
        await AnswersAsync("10.72.0.2");
        await _router.TypeAsync("/xen disable small", "/interface virtual-ethernet remove renamed", "/interface bridge remove lan");
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_router is not null) await _router.DisposeAsync();
        await _network.DisposeAsync();
        _folder.Dispose();
    }

    private void Add(IServiceCollection services) => services
        .AddSingleton<IPower>(new SimulatedPower()).AddSingleton<IFileStore>(new FileStore(_folder.State, time => time)).AddSingleton<IFolders>(_folder)
        .AddSingleton<ISystemDisk>(new TestSystemDisk()).AddSingleton<IPackages>(new TestPackages())
        .AddSingleton<IBootConfiguration>(new SimulatedBootConfiguration()).AddSingleton<ILoopDevices>(new LoopDevices()).AddSingleton<IMachine>(new SimulatedMachine());

    private async Task AnswersAsync(string address)
    {
        var shown = "";
        using var limit = new CancellationTokenSource(s_patience);
        while (!limit.IsCancellationRequested)
        {
            shown = await _router!.TypeAsync($"/ping {address} count=1");
            if (shown.Contains("1 packets received")) return;
        }
        Assert.Fail(shown);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        for (var patience = 300; !condition() && patience > 0; patience--) await Task.Delay(100, Ct);
        condition().ShouldBeTrue(string.Join('\n', _network.Links.All));
    }
}
