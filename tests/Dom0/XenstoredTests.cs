using System.Diagnostics;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The machine is of no use afterwards: run last, with <c>-explicit only</c>.</summary>
public sealed class XenstoredTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxNetwork _network = new();
    private readonly TestLog _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Without_xenstored_guests_run_on_and_can_be_switched_off_but_none_starts()
    {
        var kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(kernel);
        var spec = new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Kernel = kernel };
        await using var hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), _log);
        var domain = await hypervisor.CreateAsync(spec, Ct);
        await domain.ResumeAsync(Ct);
        hypervisor.Trouble.ShouldBeNull();

        using (var xenstored = Process.GetProcessesByName("xenstored").ShouldHaveSingleItem()) xenstored.Kill();
        for (var patience = 100; hypervisor.Trouble is null && patience > 0; patience--) await Task.Delay(100, Ct);
        hypervisor.Trouble.ShouldBe("running without xenstored");
        _log.Lines.ShouldContain(line => line.StartsWith("xenstored has ended: guests run on"));
        domain.Ended.IsCompleted.ShouldBeFalse();
        (await Should.ThrowAsync<DomainFailedException>(() => hypervisor.CreateAsync(spec with { Key = "2", Name = "ros2" }, Ct))).State.ShouldBe("xenstored does not answer");
        await Should.ThrowAsync<DomainFailedException>(() => domain.PressPowerButtonAsync(Ct));

        await using var next = new XenHypervisor(_folder, _network, new LoopDevices(), _log);
        var found = (await next.FindAsync(Ct)).ShouldHaveSingleItem();
        next.Trouble.ShouldBe("running without xenstored");
        await found.DestroyAsync();
        using var control = new XenControl();
        control.Domains().ShouldAllBe(each => each.IsDying);
        await found.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        _folder.Dispose();
    }
}
