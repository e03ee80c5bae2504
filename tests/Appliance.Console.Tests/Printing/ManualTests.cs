using Appliance.Console.Printing;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using static Appliance.Console.Tests.Printing.Printed;

namespace Appliance.Console.Tests.Printing;

/// <summary>Every table and listing of the manual, at the width that its author had.</summary>
public sealed class ManualTests
{
    private static readonly ItemKey s_owner = new("/xen interface", new ItemId(1));
    private static readonly SampleReferences s_names = new((1, "ros1"), (2, "static-to-ros1"), (3, "to-ros1"), (4, "ether1"));
    private static readonly SampleMachine s_machine = new()
    {
        Name = "ros1",
        DiskImage = new FilePath("ros1.img"),
        ConsoleTelnetPort = 64000,
        Disabled = true,
    };
    private static readonly SampleVirtualEthernet s_vif = new() { Name = "vif1", MacAddress = Mac("02:38:19:0C:F3:98"), Running = true, Owner = s_owner };
    private static readonly SampleVirtualEthernet s_static = new() { Name = "static-to-ros1", MacAddress = Mac("02:3A:1B:DB:FC:CF") };
    private static readonly SampleMachineInterface s_dynamicInterface = new()
    {
        VirtualMachine = new(new ItemId(1)),
        VmMacAddr = Mac("02:1C:AE:C1:B4:B2"),
        DynamicMacAddr = Mac("02:38:19:0C:F3:98"),
    };

    private static PrintOptions At(int width) => new() { Width = width };

    [Fact]
    public void Files() =>
        List(PrintForm.Brief, 132, new SampleFile { Name = "ros1.img", Type = ".img file", Size = 33554432, CreationTime = new(2008, 6, 6, 14, 47, 23) }).ShouldBe(
            """
             # NAME                                             TYPE                                             SIZE       CREATION-TIME
             0 ros1.img                                         .img file                                        33554432   jun/06/2008 14:47:23

            """);

    [Fact]
    public void A_machine_in_detail() =>
        List(PrintForm.Detail, 132, s_machine).ShouldBe(
            """
            Flags: X - disabled
             0 X name="ros1" disk=hda disk-image="ros1.img" initrd="" kernel="" kernel-cmdline="" cpu-count=1 memory=64 weight=256
                 console-telnet-port=64000 state=disabled

            """);

    [Fact]
    public void A_running_machine() =>
        List(PrintForm.Brief, 132, s_machine with { Disabled = false, State = SampleState.Running }).ShouldBe(
            """
            Flags: X - disabled
             #   NAME                                                                             MEMORY     WEIGHT STATE
             0   ros1                                                                             64         256    running

            """);

    [Fact]
    public void A_machine_that_is_shut_down() =>
        List(PrintForm.Brief, 145, s_machine with { Disabled = false, State = SampleState.Shutdown }).ShouldBe(
            """
            Flags: X - disabled
             #   NAME                                                                                          MEMORY     WEIGHT STATE
             0   ros1                                                                                          64         256    shutdown

            """);

    [Fact]
    public void An_interface_of_a_machine_in_detail() =>
        List(PrintForm.Detail, At(145), s_names, s_dynamicInterface).ShouldBe(
            """
            Flags: X - disabled
             0   virtual-machine=ros1 vm-mac-addr=02:1C:AE:C1:B4:B2 type=dynamic static-interface=none dynamic-mac-addr=02:38:19:0C:F3:98 dynamic-bridge=none

            """);

    [Fact]
    public void A_dynamic_virtual_ethernet() =>
        List(PrintForm.Brief, 145, s_vif).ShouldBe(
            """
            Flags: X - disabled, R - running
             #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
             0  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98

            """);

    [Fact]
    public void A_static_virtual_ethernet_without_a_guest() =>
        List(PrintForm.Brief, 145, s_vif, s_static).ShouldBe(
            """
            Flags: X - disabled, R - running
             #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
             0  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98
             1    static-to-ros1                                                                                           1500  enabled    02:3A:1B:DB:FC:CF

            """);

    [Fact]
    public void A_static_virtual_ethernet_in_use() =>
        List(PrintForm.Brief, 145, s_static with { Running = true }, s_vif).ShouldBe(
            """
            Flags: X - disabled, R - running
             #    NAME                                                                                                     MTU   ARP        MAC-ADDRESS
             0  R static-to-ros1                                                                                           1500  enabled    02:3A:1B:DB:FC:CF
             1  R vif1                                                                                                     1500  enabled    02:38:19:0C:F3:98

            """);

    [Fact]
    public void One_ethernet_of_the_guest() =>
        List(PrintForm.Brief, 145, new SampleEthernet { Name = "ether1", Running = true, MacAddress = Mac("02:1C:AE:C1:B4:B2") }).ShouldBe(
            """
            Flags: X - disabled, R - running, S - slave
             #    NAME                                                                                                     MTU   MAC-ADDRESS       ARP
             0 R  ether1                                                                                                   1500  02:1C:AE:C1:B4:B2 enabled

            """);

    [Fact]
    public void Two_ethernets_of_the_guest() =>
        List(PrintForm.Brief, 145,
            new SampleEthernet { Name = "ether1", Running = true, MacAddress = Mac("02:1C:AE:C1:B4:B2") },
            new SampleEthernet { Name = "ether2", Running = true, MacAddress = Mac("02:DF:66:CD:E9:74") }).ShouldBe(
            """
            Flags: X - disabled, R - running, S - slave
             #    NAME                                                                                                     MTU   MAC-ADDRESS       ARP
             0 R  ether1                                                                                                   1500  02:1C:AE:C1:B4:B2 enabled
             1 R  ether2                                                                                                   1500  02:DF:66:CD:E9:74 enabled

            """);

    [Fact]
    public void Bridge_ports() =>
        List(PrintForm.Brief, At(145), s_names,
            new BridgePort { Interface = new(new ItemId(4)), Bridge = new(new ItemId(3)) },
            new BridgePort { Interface = new(default, "vif1"), Bridge = new(new ItemId(3)), Owner = s_owner }).ShouldBe(
            """
            Flags: X - disabled, I - inactive, D - dynamic
             #    INTERFACE                                               BRIDGE                                               PRIORITY PATH-COST  HORIZON
             0    ether1                                                  to-ros1                                              0x80     10         none
             1  D vif1                                                    to-ros1                                              0x80     10         none

            """);

    [Fact]
    public void Interfaces_of_machines() =>
        List(PrintForm.Brief, At(145), s_names,
            s_dynamicInterface,
            s_dynamicInterface with { Type = SampleInterfaceType.Static, VmMacAddr = Mac("02:DF:66:CD:E9:74"), StaticInterface = new(new ItemId(2)) }).ShouldBe(
            """
            Flags: X - disabled
             #   VIRTUAL-MACHINE                                                                                                    TYPE    VM-MAC-ADDR
             0   ros1                                                                                                               dynamic 02:1C:AE:C1:B4:B2
             1   ros1                                                                                                               static  02:DF:66:CD:E9:74

            """);

    [Fact]
    public void The_resources() =>
        Record(new SampleResource()).ShouldBe(
            """
                               uptime: 1m5s
                              version: "3.11"
                          free-memory: 114440kB
                         total-memory: 131272kB
                                  cpu: "Intel(R)"
                            cpu-count: 2
                        cpu-frequency: 2813MHz
                             cpu-load: 0
                       free-hdd-space: 77728884kB
                      total-hdd-space: 79134596kB
              write-sect-since-reboot: 794
                     write-sect-total: 794
                    architecture-name: "x86"
                           board-name: "x86"

            """);

    [Fact]
    public void The_global_settings() =>
        Record(new SampleGlobalSettings()).ShouldBe(
            """
              memory-for-main: unlimited

            """);
}
