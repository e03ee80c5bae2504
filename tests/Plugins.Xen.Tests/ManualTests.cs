using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>The listings of the manual, character by character.</summary>
public sealed class ManualTests : IAsyncLifetime
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TestRouter _router;

    public ManualTests() => _router = new TestRouter(_hypervisor);

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        _router.NewFile("ros1.img");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task A_new_virtual_machine_is_disabled() => (await _router.TypeAsync(
        """
        /xen
        add name=ros1 disk=hda disk-image=ros1.img memory=64 console-telnet-port=64000
        print detail
        """, 120)).ShouldBe(
        """
        [admin@MikroTik] > /xen
        [admin@MikroTik] /xen> add name=ros1 disk=hda disk-image=ros1.img memory=64 console-telnet-port=64000
        [admin@MikroTik] /xen> print detail
        Flags: X - disabled
         0 X name="ros1" disk=hda disk-image="ros1.img" initrd="" kernel="" kernel-cmdline="" cpu-count=1 memory=64 weight=256
             console-telnet-port=64000 state=disabled

        """);

    [Fact]
    public async Task An_enabled_one_runs_and_a_shut_down_one_says_so() => (await _router.TypeAsync(
        """
        /xen
        add name=ros1 disk=hda disk-image=ros1.img memory=64
        enable ros1
        print
        shutdown ros1
        print
        start ros1
        disable ros1
        print
        """)).ShouldBe(
        """
        [admin@MikroTik] > /xen
        [admin@MikroTik] /xen> add name=ros1 disk=hda disk-image=ros1.img memory=64
        [admin@MikroTik] /xen> enable ros1
        [admin@MikroTik] /xen> print
        Flags: X - disabled
         #   NAME                                                                             MEMORY     WEIGHT STATE
         0   ros1                                                                             64         256    running
        [admin@MikroTik] /xen> shutdown ros1
        [admin@MikroTik] /xen> print
        Flags: X - disabled
         #   NAME                                                                             MEMORY     WEIGHT STATE
         0   ros1                                                                             64         256    shutdown
        [admin@MikroTik] /xen> start ros1
        [admin@MikroTik] /xen> disable ros1
        [admin@MikroTik] /xen> print
        Flags: X - disabled
         #   NAME                                                                             MEMORY     WEIGHT STATE
         0 X ros1                                                                             64         256    disabled

        """);

    [Fact]
    public async Task Memory_for_main_is_unlimited_at_first() => (await _router.TypeAsync(
        """
        /xen global-settings print
        /xen global-settings set memory-for-main=128
        /xen global-settings print
        /xen global-settings set memory-for-main=16
        """)).ShouldBe(
        """
        [admin@MikroTik] > /xen global-settings print
          memory-for-main: unlimited
        [admin@MikroTik] > /xen global-settings set memory-for-main=128
        [admin@MikroTik] > /xen global-settings print
          memory-for-main: 128
        [admin@MikroTik] > /xen global-settings set memory-for-main=16
        value of memory-for-main is out of range (96..1048576)

        """);

    [Fact]
    public async Task Interfaces_of_both_types_come_and_run() => (await _router.TypeAsync(
        """
        /xen add name=ros1 disk=hda disk-image=ros1.img memory=64
        /xen interface
        add virtual-machine=ros1 type=dynamic vm-mac-addr=02:1C:AE:C1:B4:B2 dynamic-mac-addr=02:38:19:0C:F3:98
        print detail
        /xen enable ros1
        /interface virtual-ethernet print
        /interface bridge add name=to-ros1
        set 0 dynamic-bridge=to-ros1
        /interface bridge port print
        /interface virtual-ethernet add name=static-to-ros1 disabled=no mac-address=02:3A:1B:DB:FC:CF
        /interface virtual-ethernet print
        add virtual-machine=ros1 type=static static-interface=static-to-ros1 vm-mac-addr=02:DF:66:CD:E9:74
        print
        /interface virtual-ethernet print
        """, 145)).ShouldBe(
        """
        [admin@MikroTik] > /xen add name=ros1 disk=hda disk-image=ros1.img memory=64
        [admin@MikroTik] > /xen interface
        [admin@MikroTik] /xen interface> add virtual-machine=ros1 type=dynamic vm-mac-addr=02:1C:AE:C1:B4:B2 dynamic-mac-addr=02:38:19:0C:F3:98
        [admin@MikroTik] /xen interface> print detail
        Flags: X - disabled
         0   virtual-machine=ros1 vm-mac-addr=02:1C:AE:C1:B4:B2 type=dynamic static-interface=none dynamic-mac-addr=02:38:19:0C:F3:98 dynamic-bridge=none
        [admin@MikroTik] /xen interface> /xen enable ros1
        [admin@MikroTik] /xen interface> /interface virtual-ethernet print
        Flags: X - disabled, R - running
         #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
         0  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98
        [admin@MikroTik] /xen interface> /interface bridge add name=to-ros1
        [admin@MikroTik] /xen interface> set 0 dynamic-bridge=to-ros1
        [admin@MikroTik] /xen interface> /interface bridge port print
        Flags: X - disabled, I - inactive, D - dynamic
         #    INTERFACE                                               BRIDGE                                               PRIORITY PATH-COST  HORIZON
         0  D vif1                                                    to-ros1                                              0x80     10         none
        [admin@MikroTik] /xen interface> /interface virtual-ethernet add name=static-to-ros1 disabled=no mac-address=02:3A:1B:DB:FC:CF
        [admin@MikroTik] /xen interface> /interface virtual-ethernet print
        Flags: X - disabled, R - running
         #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
         0  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98
         1    static-to-ros1                                                                                           1500  enabled    02:3A:1B:DB:FC:CF
        [admin@MikroTik] /xen interface> add virtual-machine=ros1 type=static static-interface=static-to-ros1 vm-mac-addr=02:DF:66:CD:E9:74
        [admin@MikroTik] /xen interface> print
        Flags: X - disabled
         #   VIRTUAL-MACHINE                                                                                                    TYPE    VM-MAC-ADDR
         0   ros1                                                                                                               dynamic 02:1C:AE:C1:B4:B2
         1   ros1                                                                                                               static  02:DF:66:CD:E9:74
        [admin@MikroTik] /xen interface> /interface virtual-ethernet print
        Flags: X - disabled, R - running
         #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
         0  R static-to-ros1                                                                                           1500  enabled    02:3A:1B:DB:FC:CF
         1  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98

        """);
}
