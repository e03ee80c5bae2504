using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>Which virtual machines start with the router, in which order, and which are started again.</summary>
public sealed class AutostartTests : IAsyncLifetime
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TestRouter _router;

    public AutostartTests() => _router = new TestRouter(_hypervisor);

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        foreach (var image in (string[])["a.img", "b.img"]) _router.NewFile(image);
        await _router.TypeAsync("/xen add name=a disk-image=a.img\n/xen add name=b disk-image=b.img");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task One_without_autostart_stays_off_when_the_router_starts_and_can_be_started()
    {
        await _router.TypeAsync("/xen set a autostart=no\n/xen enable a,b");
        await RebootAsync();
        await _router.UntilAsync("/xen print", shown => Squeezed(shown).Contains("b 64 256 running"));
        Squeezed(await _router.TypeAsync("/xen print")).ShouldContain("a 64 256 shutdown");
        Squeezed(await _router.TypeAsync("/xen start a\n/xen print")).ShouldContain("a 64 256 running");
    }

    [Fact]
    public async Task They_start_in_their_order_each_when_those_before_it_execute()
    {
        await _router.TypeAsync("/xen set a autostart-order=2\n/xen set b autostart-order=1\n/xen enable a,b");
        var gate = new TaskCompletionSource();
        await RebootAsync(() => _hypervisor.Gate = gate.Task);
        try
        {
            await _router.UntilAsync("/xen print", text => text.Contains("256    starting"));
            var shown = Squeezed(await _router.TypeAsync("/xen print"));
            shown.ShouldContain("a 64 256 waiting for its turn");
            shown.ShouldContain("b 64 256 starting");
        }
        finally
        {
            // A router can not stop while a guest is being made.
            gate.SetResult();
        }
        await _router.UntilAsync("/xen print", text => text.Split("256    running").Length == 3);
    }

    [Fact]
    public async Task One_that_waits_for_its_delay_can_be_started_by_hand_or_taken_away()
    {
        await _router.TypeAsync("/xen set a,b autostart-delay=1h\n/xen enable a,b");
        await RebootAsync();
        (await _router.TypeAsync("/xen print")).Split("waiting for its turn").Length.ShouldBe(3);
        Squeezed(await _router.TypeAsync("/xen start a\n/xen print")).ShouldContain("a 64 256 running");
        Squeezed(await _router.TypeAsync("/xen disable b\n/xen print")).ShouldContain("b 64 256 disabled");
    }

    [Theory]
    [InlineData("never", true, false)]
    [InlineData("on-crash", true, true)]
    [InlineData("on-crash", false, false)]
    [InlineData("always", false, true)]
    public async Task Whether_one_is_started_again_is_its_policy_s(string policy, bool crashes, bool isStartedAgain)
    {
        await _router.TypeAsync($"/xen set a restart={policy}\n/xen enable a");
        var first = _hypervisor.Guest("1");
        if (crashes) first.Crash();
        else first.PowerOff();
        await _router.UntilAsync("/xen print", shown => shown.Contains(crashes ? "256    crashed" : "256    shutdown"));
        if (isStartedAgain)
        {
            await _router.UntilAsync("/xen print", shown => shown.Contains("256    running"));
            _router.Log.Lines.ShouldContain("a is started again in 1 s");
        }
        else
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            (await _router.TypeAsync("/xen print")).ShouldNotContain("256    running");
        }
    }

    [Fact]
    public async Task What_the_administrator_shut_down_stays_down_whatever_the_policy()
    {
        await _router.TypeAsync("/xen set a restart=always\n/xen enable a\n/xen shutdown a");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Squeezed(await _router.TypeAsync("/xen print")).ShouldContain("a 64 256 shutdown");
    }

    [Fact]
    public async Task A_guest_that_does_not_obey_is_switched_off_when_its_time_is_up()
    {
        await _router.TypeAsync("/xen set a shutdown-timeout=1s\n/xen enable a");
        _hypervisor.Guest("1").IgnoresPowerButton = true;
        Squeezed(await _router.TypeAsync("/xen shutdown a\n/xen print")).ShouldContain("a 64 256 shutdown");
        _router.Log.Lines.ShouldContain("a did not shut down by itself and was switched off");
    }

    [Fact]
    public async Task Prints_show_what_differs_from_the_manual_s_ways_and_an_export_has_it()
    {
        (await _router.TypeAsync("/xen print detail")).ShouldNotContain("autostart");
        await _router.TypeAsync("/xen set a autostart=no restart=on-crash");
        (await _router.TypeAsync("/xen print detail")).ShouldContain("autostart=no restart=on-crash state=");
        (await _router.TypeAsync(":put [/xen get a shutdown-timeout]")).ShouldContain("00:00:15");
    }

    private static string Squeezed(string table) => System.Text.RegularExpressions.Regex.Replace(table, " +", " ");

    private async Task RebootAsync(Action? meanwhile = null)
    {
        await _router.Power.RebootAsync(default);
        await _router.Power.Down;
        await _router.StopAsync();
        meanwhile?.Invoke();
        await _router.StartAsync();
    }
}
