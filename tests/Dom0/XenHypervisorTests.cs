using Appliance.Drivers.Linux.Netlink;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The contract, and what is Xen's own; run in domain 0.</summary>
public sealed class XenHypervisorTests : HypervisorContract
{
    private readonly RunFolder _folder = new();
    private readonly TestLog _log = new();
    private readonly LinuxNetwork _network = new();
    private readonly List<XenHypervisor> _hypervisors = [];
    private readonly string _kernel;

    public XenHypervisorTests()
    {
        _kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(_kernel);
    }

    protected override IHypervisor Start()
    {
        var hypervisor = new XenHypervisor(_folder, _network, _log);
        _hypervisors.Add(hypervisor);
        return hypervisor;
    }

    protected override DomainSpec Bootable(DomainSpec spec) => spec.Kernel is null ? spec with { Kernel = _kernel } : spec;

    protected override string NewFile(string name) => _folder.NewFile(name);

    protected override string NewTap()
    {
        var tap = "xt" + Guid.NewGuid().ToString("N")[..8];
        _network.Links.EnsureAsync(new LinkSpec { Name = tap, Kind = LinkKind.Tap, Up = true, Mtu = 1400 }, Ct).Wait(Ct);
        return tap;
    }

    protected override void Kill(IDomain domain)
    {
        using var control = new XenControl();
        control.Destroy(IdOf(domain));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var hypervisor in _hypervisors) await hypervisor.DisposeAsync();
        foreach (var tap in _network.Links.All.Where(link => link.Name.StartsWith("xt"))) await _network.Links.RemoveAsync(tap.Name);
        await _network.DisposeAsync();
        foreach (var line in _log.Lines) TestContext.Current.SendDiagnosticMessage(line);
        _folder.Dispose();
    }

    private uint IdOf(IDomain domain)
    {
        using var control = new XenControl();
        return control.Find(DomainRecord.Read(Path.Combine(_folder.Run, domain.Spec.Key + XenFiles.RecordExtension))!.Uuid)!.Value.Id;
    }
}
