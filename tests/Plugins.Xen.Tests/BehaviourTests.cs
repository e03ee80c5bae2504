using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>What virtual machines do beyond the manual's listings, on simulated guests.</summary>
public sealed class BehaviourTests : IAsyncLifetime
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TestRouter _router;

    public BehaviourTests() => _router = new TestRouter(_hypervisor);

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        foreach (var image in (string[])["a.img", "b.img"]) _router.NewFile(image);
        await _router.TypeAsync("/xen add name=a disk-image=a.img\n/xen add name=b disk-image=b.img\n/xen interface add virtual-machine=a");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Theory]
    [InlineData("/xen enable nobody", "no such item")]
    [InlineData("/xen start a", "failure: virtual machine a is disabled")]
    [InlineData("/xen shutdown a", "failure: virtual machine a is not running")]
    [InlineData("/xen console a", "failure: virtual machine a is not running")]
    [InlineData("/xen set a disk-image=no.img\n/xen enable a", "failure: disk image no.img not found")]
    [InlineData("/xen set a kernel=vmlinuz\n/xen enable a", "failure: kernel vmlinuz not found")]
    [InlineData("/xen set a disk-image=\"\"\n/xen enable a", "failure: virtual machine has neither disk-image nor kernel")]
    [InlineData("/xen set a disk-image=b.img\n/xen enable b\n/xen enable a", "failure: disk image b.img is already in use by b")]
    [InlineData("/xen set a memory=4", "value of memory is out of range (8..1048576)")]
    [InlineData("/xen set a console-telnet-port=70000", "value of console-telnet-port is out of range (1..65535)")]
    [InlineData("/xen set a console-telnet-port=64000\n/xen set b console-telnet-port=64000", "failure: console-telnet-port 64000 is already used by a")]
    [InlineData("/xen set a disk=hde", "input does not match any value of disk")]
    [InlineData("/xen interface add virtual-machine=c", "input does not match any value of virtual-machine")]
    [InlineData("/xen interface add type=dynamic", "missing value(s) of argument(s) virtual-machine")]
    [InlineData("/xen interface add virtual-machine=a type=static", "failure: static-interface is not set")]
    public async Task A_mistake_gets_one_sentence_and_changes_nothing(string script, string sentence)
    {
        var lines = (await _router.TypeAsync(script)).TrimEnd().Split('\n');
        lines[^1].ShouldBe(sentence);
        lines.Count(line => !line.StartsWith('[')).ShouldBe(1);
        (await _router.TypeAsync("/xen print")).ShouldContain(" 0 X a ");
    }

    [Fact]
    public async Task A_running_one_is_not_started_again()
    {
        (await _router.TypeAsync("/xen enable a\n/xen start a")).ShouldEndWith("failure: virtual machine a is already running\n");
    }

    [Fact]
    public async Task A_static_interface_belongs_to_one_card() => (await _router.TypeAsync(
        """
        /interface virtual-ethernet add name=s disabled=no
        /xen interface add virtual-machine=a type=static static-interface=s
        /xen interface add virtual-machine=b type=static static-interface=s
        """)).ShouldEndWith("failure: static-interface s is already used by another virtual machine interface\n");

    [Fact]
    public async Task A_guest_that_switches_itself_off_takes_its_dynamic_interface_with_it()
    {
        (await _router.TypeAsync("/xen enable a\n/interface virtual-ethernet print count-only")).ShouldEndWith("\n1\n");
        _hypervisor.Guest("1").PowerOff();
        await _router.UntilAsync("/xen print", shown => shown.Contains("256    shutdown"));
        await _router.UntilAsync("/interface virtual-ethernet print count-only", shown => shown.EndsWith("\n0\n"));
        _router.Network.Links.All.ShouldNotContain(link => link.Name == "vif1");
        (await _router.TypeAsync("/xen start a\n/interface virtual-ethernet print")).ShouldContain("0  R vif1");
    }

    [Fact]
    public async Task A_crash_shows()
    {
        await _router.TypeAsync("/xen enable a");
        _hypervisor.Guest("1").Crash();
        await _router.UntilAsync("/xen print", shown => shown.Contains("256    crashed") && _router.Log.Lines.Contains("a crashed"));
    }

    [Fact]
    public async Task Cards_are_plugged_in_and_out_while_the_guest_runs()
    {
        await _router.TypeAsync("/xen enable a\n/xen interface add virtual-machine=a");
        _hypervisor.Guest("1").Nics.Select(nic => nic.Link).ShouldBe(["vif1", "vif2"]);
        await _router.TypeAsync("/xen interface disable 0");
        _hypervisor.Guest("1").Nics.Select(nic => nic.Link).ShouldBe(["vif2"]);
        await _router.TypeAsync("/interface virtual-ethernet add name=s disabled=no\n/xen interface set 1 type=static static-interface=s");
        var nic = _hypervisor.Guest("1").Nics.ShouldHaveSingleItem();
        nic.KernelLink.ShouldBe("s");
        (await _router.TypeAsync("/interface virtual-ethernet set s name=\"static one\"\n/interface virtual-ethernet print")).ShouldContain("0  R static one ");
        _hypervisor.Guest("1").Nics.ShouldBe([nic]);
        await _router.TypeAsync("/xen interface remove 1");
        _hypervisor.Guest("1").Nics.ShouldBeEmpty();
        (await _router.TypeAsync("/interface virtual-ethernet print")).ShouldContain("0    static one ");
    }

    [Fact]
    public async Task A_guest_that_cannot_be_made_says_why_and_can_be_tried_again()
    {
        _hypervisor.NextFailure = new DomainFailedException("not enough memory", "not enough memory to start a");
        (await _router.TypeAsync("/xen enable a\n/xen print")).ShouldContain("256    not enough memory");
        await _router.UntilAsync("/interface virtual-ethernet print count-only", shown => shown.EndsWith("\n0\n"));
        (await _router.TypeAsync("/xen start a\n/xen print")).ShouldContain("256    running");
    }

    [Fact]
    public async Task Nobody_waits_for_a_guest_that_is_slow_to_start()
    {
        var gate = new TaskCompletionSource();
        _hypervisor.Gate = gate.Task;
        var enabling = _router.TypeAsync("/xen enable a");
        await _router.UntilAsync("/xen print", shown => shown.Contains("256    starting"));
        (await _router.TypeAsync("/interface bridge add name=meanwhile\n/xen print")).ShouldContain("256    starting");
        gate.SetResult();
        await enabling;
        (await _router.TypeAsync("/xen print")).ShouldContain("256    running");
    }

    [Fact]
    public async Task Guests_outlive_the_daemon_with_their_interfaces_and_what_is_off_stays_off()
    {
        await _router.TypeAsync("/xen interface add virtual-machine=b\n/xen enable a,b\n/xen shutdown a");
        var (guest, before) = (_hypervisor.Guest("2"), await _router.TypeAsync("/interface virtual-ethernet print\n/xen print"));
        before.ShouldContain("R vif2");
        await _router.StopAsync();
        await _router.StartAsync();
        (await _router.TypeAsync("/interface virtual-ethernet print\n/xen print")).ShouldBe(before);
        _hypervisor.Guest("2").ShouldBeSameAs(guest);
        (await _router.TypeAsync("/xen start a\n/interface virtual-ethernet print")).ShouldContain("R vif1");
    }

    [Fact]
    public async Task A_guest_that_ended_while_no_daemon_ran_is_shut_down()
    {
        await _router.TypeAsync("/xen enable a");
        await _router.StopAsync();
        _hypervisor.Guest("1").PowerOff();
        await _router.StartAsync();
        (await _router.TypeAsync("/xen print")).ShouldContain("256    shutdown");
    }

    [Fact]
    public async Task The_router_goes_down_after_its_guests_and_starts_them_again()
    {
        await _router.TypeAsync("/xen enable a,b\n/xen shutdown b");
        var guest = _hypervisor.Guest("1");
        await _router.Power.RebootAsync(default);
        await _router.Power.Down;
        (await guest.Ended).ShouldBe(DomainEnd.PoweredOff);
        await _router.StopAsync();
        await _router.StartAsync();
        await _router.UntilAsync("/xen print", shown => shown.Split("256    running").Length == 3);
    }

    [Fact]
    public async Task Removing_the_package_shuts_guests_down_and_leaves_no_link()
    {
        await _router.TypeAsync("/interface virtual-ethernet add name=s disabled=no\n/xen enable a");
        var guest = _hypervisor.Guest("1");
        await _router.DetachAsync();
        (await guest.Ended).ShouldBe(DomainEnd.PoweredOff);
        _router.Network.Links.All.ShouldNotContain(link => link.Name == "s" || link.Name == "vif1");
    }

    [Fact]
    public async Task A_guest_that_another_domain_is_made_for_when_it_restarts_gets_its_cards_and_goes_on()
    {
        await _router.TypeAsync("/xen enable a");
        var guest = _hypervisor.Guest("1");
        guest.Nics.ShouldHaveSingleItem();
        guest.RebootAnew();
        await _router.UntilAsync("/interface virtual-ethernet print", shown => !guest.Paused && shown.Contains("R vif1"));
        guest.Nics.ShouldHaveSingleItem().Link.ShouldBe("vif1");
    }

    [Fact]
    public async Task The_weight_changes_at_once_and_the_memory_at_the_next_start()
    {
        await _router.TypeAsync("/xen enable a\n/xen set a weight=128 memory=80");
        await _router.UntilAsync("/xen print", _ => _hypervisor.Guest("1").Spec is { Weight: 128, Memory: 64 });
        await _router.TypeAsync("/xen shutdown a\n/xen start a");
        _hypervisor.Guest("1").Spec.ShouldSatisfyAllConditions(spec => spec.Memory.ShouldBe(80), spec => spec.Weight.ShouldBe(128));
    }
}
