using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests.Hypervisors;

public sealed class SimulatedHypervisorTests : HypervisorContract
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TemporaryFolder _folder = new();

    protected override IHypervisor Start() => _hypervisor;

    protected override string NewFile(string name) => _folder.NewFile(name);

    protected override string NewTap() => "tap0";

    protected override void Kill(IDomain domain) => ((SimulatedDomain)domain).Crash();

    [Fact]
    public async Task The_power_button_is_obeyed_or_not()
    {
        var domain = (SimulatedDomain)await CreateAsync(_hypervisor, new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        domain.IgnoresPowerButton = true;
        await domain.PressPowerButtonAsync(Ct);
        domain.Ended.IsCompleted.ShouldBeFalse();
        domain.IgnoresPowerButton = false;
        await domain.PressPowerButtonAsync(Ct);
        (await domain.Ended).ShouldBe(DomainEnd.PoweredOff);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
