using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine.Schema;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Resources;

public sealed class ResourceTests : IDisposable
{
    private readonly TestFolders _folders = new();
    private readonly SimulatedMachine _machine = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void The_manual_s_router_prints_the_manual_s_values_in_its_order()
    {
        var packages = new FakePackages(new InstalledPackage("system", "3.9", default, false, "", ""));
        var reconciler = new ResourceReconciler(_machine, packages, new SectorCount(_folders, new TestLog().Loggers));
        var seen = reconciler.Observe(new Resource(), new FakeScope());
        new MenuSchema(typeof(Resource)).Properties.Select(property => $"{property.Name}: {Shown(property, seen)}").ShouldBe([
            "uptime: 2m4s",
            "version: \"3.9\"",
            "free-memory: 934116kB",
            "total-memory: 963780kB",
            "cpu: \"Intel(R)\"",
            "cpu-count: 2",
            "cpu-frequency: 2813MHz",
            "cpu-load: 0",
            "free-hdd-space: 77728884kB",
            "total-hdd-space: 79134596kB",
            "write-sect-since-reboot: 989",
            "write-sect-total: 989",
            "architecture-name: \"x86\"",
            "board-name: \"x86\"",
        ]);
    }

    private static string Shown(PropertySchema property, Resource seen)
    {
        var text = property.Text(seen, null!, ValueStyle.Console);
        return property.IsText ? $"\"{text}\"" : text;
    }
}
