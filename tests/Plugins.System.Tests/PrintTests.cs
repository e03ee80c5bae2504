using Appliance.Console.Printing;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Files;
using Appliance.SystemPlugin.Logs;
using Appliance.SystemPlugin.Packages;
using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests;

/// <summary>The menus as the administrator sees them; the manual's own transcripts byte for byte.</summary>
public sealed class PrintTests : IDisposable
{
    private static readonly DateTime s_made = new(2008, 6, 6, 14, 47, 23);
    private static readonly FakePackages s_packages = new(
        new InstalledPackage("system", "3.11", s_made, false, "", ""),
        new InstalledPackage("routing", "3.11", s_made, true, "scheduled for uninstall", ""),
        new InstalledPackage("xen", "3.11", s_made, false, "", "plugin Xen: no hypervisor"));
    private readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Files_as_in_the_manual()
    {
        var store = new SimulatedFileStore();
        store.Put("ros1.img", 33554432, s_made);
        Printed.Rows(new FileRows(store)).ShouldBe(
            """
             # NAME                                             TYPE                                             SIZE       CREATION-TIME
             0 ros1.img                                         .img file                                        33554432   jun/06/2008 14:47:23

            """);
    }

    [Fact]
    public void Files_in_detail()
    {
        var store = new SimulatedFileStore();
        store.Put("disks/data.img", 5, s_made);
        Printed.Rows(new FileRows(store), PrintForm.Detail, 80).ShouldBe(
            """
             0 name="disks" type="directory" creation-time=jun/06/2008 14:47:23

             1 name="disks/data.img" type=".img file" size=5
               creation-time=jun/06/2008 14:47:23

            """);
    }

    [Fact]
    public void Resources_as_in_the_manual()
    {
        var system = new FakePackages(new InstalledPackage("system", "3.9", s_made, false, "", ""));
        var reconciler = new ResourceReconciler(new SimulatedMachine(), system, new SectorCount(_folders, new TestLog().Loggers));
        Printed.Record(reconciler.Observe(new Resource(), new FakeScope())).ShouldBe(
            """
                               uptime: 2m4s
                              version: "3.9"
                          free-memory: 934116kB
                         total-memory: 963780kB
                                  cpu: "Intel(R)"
                            cpu-count: 2
                        cpu-frequency: 2813MHz
                             cpu-load: 0
                       free-hdd-space: 77728884kB
                      total-hdd-space: 79134596kB
              write-sect-since-reboot: 989
                     write-sect-total: 989
                    architecture-name: "x86"
                           board-name: "x86"

            """);
    }

    [Fact]
    public void Clock_and_identity() =>
        (Printed.Record(new Identity()) + Printed.Record(new ClockReconciler(new SimulatedMachine()).Observe(new Clock(), new FakeScope())) + Printed.Record(new ManualZone())).ShouldBe(
            """
              name: "MikroTik"
                        time: 14:47:23
                        date: jun/06/2008
              time-zone-name: manual
                  gmt-offset: +00:00
                  dst-active: no
              time-zone: +00:00
              dst-delta: +00:00
              dst-start: jan/01/1970 00:00:00
                dst-end: jan/01/1970 00:00:00

            """);

    [Fact]
    public void Packages() => Printed.Rows(new PackageRows(s_packages), width: 80).ShouldBe(
        """
        Flags: X - disabled
         #   NAME                   VERSION                   SCHEDULED
         0   system                 3.11
         1 X routing                3.11                      scheduled for uninstall
         2   ;;; parked: plugin Xen: no hypervisor
             xen                    3.11

        """);

    [Fact]
    public void Packages_in_detail() => Printed.Rows(new PackageRows(s_packages), PrintForm.Detail, 80).ShouldStartWith(
        """
        Flags: X - disabled
         0   name="system" version="3.11" build-time=jun/06/2008 14:47:23 scheduled=""

         1 X name="routing" version="3.11" build-time=jun/06/2008 14:47:23
        """);

    [Fact]
    public void Log_lines_have_no_header_and_no_numbers()
    {
        var log = new TestLog { Now = new DateTime(1970, 1, 2, 2, 0, 9) };
        log.Book.Write("system,info", "router rebooted");
        log.Now = s_made;
        log.Book.Write("system,error,critical", "login failure for user root from 10.0.0.1 via telnet");
        var rows = new LogRows(log.Book, new SimulatedMachine());
        Printed.Rows(rows, width: 40).ShouldBe(
            """
            jan/02/1970 02:00:09 system,info router rebooted
            14:47:23 system,error,critical login failure for user root from 10.0.0.1 via telnet

            """);
        Printed.Rows(rows, PrintForm.Detail, 80).ShouldStartWith(
            """
             0 time=jan/02/1970 02:00:09 topics=system,info message="router rebooted"
            """);
    }
}
