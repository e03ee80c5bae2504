using System.Text;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>What every boot configuration does, whoever plays the boot loader.</summary>
public abstract class BootConfigurationContract
{
    /// <summary>As the router finds it after the machine's last start.</summary>
    protected abstract IBootConfiguration Boot { get; }

    /// <summary>Starts the machine anew; a hypervisor that is broken is given up.</summary>
    protected abstract void Start(bool broken = false);

    [Fact]
    public async Task A_hypervisor_runs_beneath_from_the_next_start_on_until_the_one_after_its_removal()
    {
        (await SetAsync("first")).ShouldBeTrue();
        Boot.Beneath.ShouldBeFalse();
        Start();
        Boot.Beneath.ShouldBeTrue();
        (await SetAsync("")).ShouldBeTrue();
        Boot.Beneath.ShouldBeTrue();
        Start();
        Boot.Beneath.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_there_already_is_not_set_again()
    {
        (await SetAsync("")).ShouldBeFalse();
        (await SetAsync("first")).ShouldBeTrue();
        (await SetAsync("first")).ShouldBeFalse();
        (await SetAsync("second")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_limit_is_in_force_from_the_next_start_with_a_hypervisor_on()
    {
        await Boot.SetLimitAsync(128, default);
        Start();
        Boot.LimitInForce.ShouldBeNull();
        await SetAsync("first");
        Start();
        Boot.LimitInForce.ShouldBe(128);
        await Boot.SetLimitAsync(null, default);
        Boot.LimitInForce.ShouldBe(128);
        Start();
        (Boot.Beneath, Boot.LimitInForce).ShouldBe((true, null));
    }

    [Fact]
    public async Task One_that_was_given_up_is_tried_again_when_something_changes()
    {
        await SetAsync("first");
        Start(broken: true);
        (Boot.Beneath, await Boot.GaveUpAsync(default)).ShouldBe((false, true));
        await SetAsync("first");
        await Boot.SetLimitAsync(null, default);
        (await Boot.GaveUpAsync(default)).ShouldBeTrue();
        Start();
        Boot.Beneath.ShouldBeFalse();
        await Boot.SetLimitAsync(200, default);
        (await Boot.GaveUpAsync(default)).ShouldBeFalse();
        Start();
        (Boot.Beneath, Boot.LimitInForce).ShouldBe((true, 200));
        Start(broken: true);
        await SetAsync("second");
        (await Boot.GaveUpAsync(default)).ShouldBeFalse();
    }

    protected Task<bool> SetAsync(string hypervisor) => Boot.SetHypervisorAsync(Encoding.ASCII.GetBytes(hypervisor), default);
}

public sealed class SimulatedBootConfigurationTests : BootConfigurationContract
{
    private readonly SimulatedBootConfiguration _boot = new();

    protected override IBootConfiguration Boot => _boot;

    protected override void Start(bool broken) => _boot.Start(broken);

    [Fact]
    public async Task A_machine_that_can_not_says_so()
    {
        _boot.Usable = false;
        (await Should.ThrowAsync<RefusedException>(() => SetAsync("first"))).Message.ShouldBe("this machine can not begin with a hypervisor");
    }
}
