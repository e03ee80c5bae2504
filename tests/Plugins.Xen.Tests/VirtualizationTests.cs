using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>The property that says how much of a machine a guest sees.</summary>
public sealed class VirtualizationTests : IAsyncLifetime
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TestRouter _router;

    public VirtualizationTests() => _router = new TestRouter(_hypervisor);

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        _router.NewFile("a.img");
        await _router.TypeAsync("/xen add name=a disk-image=a.img");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task It_is_automatic_and_shown_only_when_it_is_not()
    {
        (await _router.TypeAsync("/xen print detail")).ShouldNotContain("virtualization");
        (await _router.TypeAsync("/xen export")).ShouldNotContain("virtualization");
        (await _router.TypeAsync(":put [/xen get a virtualization]")).ShouldEndWith("\nautomatic\n");
        await _router.TypeAsync("/xen set a virtualization=pvh");
        (await _router.TypeAsync("/xen print detail")).ShouldContain(" virtualization=pvh ");
        (await _router.TypeAsync("/xen export")).ShouldContain("virtualization=pvh");
        await _router.TypeAsync("/xen set a virtualization=automatic");
        (await _router.TypeAsync("/xen print detail")).ShouldNotContain("virtualization");
    }

    [Theory]
    [InlineData("automatic", Virtualization.Automatic)]
    [InlineData("pv", Virtualization.Pv)]
    [InlineData("pvh", Virtualization.Pvh)]
    [InlineData("hvm", Virtualization.Hvm)]
    public async Task Where_there_is_no_Xen_a_guest_runs_whatever_it_says(string word, Virtualization meant)
    {
        (await _router.TypeAsync($"/xen set a virtualization={word}\n/xen enable a\n/xen print")).ShouldContain("256    running");
        _hypervisor.Guest("1").Spec.Virtualization.ShouldBe(meant);
    }

    [Fact]
    public async Task It_changes_at_the_next_start()
    {
        await _router.TypeAsync("/xen enable a\n/xen set a virtualization=pvh");
        _hypervisor.Guest("1").Spec.Virtualization.ShouldBe(Virtualization.Automatic);
        await _router.TypeAsync("/xen shutdown a\n/xen start a");
        _hypervisor.Guest("1").Spec.Virtualization.ShouldBe(Virtualization.Pvh);
    }

    [Fact]
    public async Task Another_one_is_worth_another_try()
    {
        _hypervisor.NextFailure = new DomainFailedException(VmState.NoHardwareVirtualization, "a can not be started: pvh needs hardware virtualization");
        (await _router.TypeAsync("/xen set a virtualization=pvh\n/xen enable a\n/xen print")).ShouldContain("256    no hardware virtualization");
        await _router.TypeAsync("/xen set a virtualization=pv");
        await _router.UntilAsync("/xen print", shown => shown.Contains("256    running"));
    }

    [Fact]
    public async Task Other_words_are_none() => (await _router.TypeAsync("/xen set a virtualization=kvm")).ShouldEndWith("input does not match any value of virtualization\n");
}
