using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Resources;

/// <summary>Nothing to bring about, only to read.</summary>
public sealed class ResourceReconciler(IMachine machine, IPackages packages, SectorCount sectors) : Reconciler<Resource>
{
    private const int Kilobyte = 1024;

    public override Resource Observe(Resource item, IConfigView config)
    {
        var now = machine.Resources();
        return item with
        {
            Uptime = TimeSpan.FromSeconds((long)now.Uptime.TotalSeconds),
            Version = packages.Installed.FirstOrDefault(package => package.Name == "system")?.Version ?? "",
            FreeMemory = now.FreeMemory / Kilobyte,
            TotalMemory = now.TotalMemory / Kilobyte,
            Cpu = now.Cpu,
            CpuCount = now.CpuCount,
            CpuFrequency = now.CpuFrequencyMHz,
            CpuLoad = now.CpuLoadPercent,
            FreeHddSpace = now.FreeDisk / Kilobyte,
            TotalHddSpace = now.TotalDisk / Kilobyte,
            WriteSectSinceReboot = now.SectorsWrittenSinceBoot,
            WriteSectTotal = sectors.Total(now.SectorsWrittenSinceBoot),
            ArchitectureName = now.Architecture,
            BoardName = now.Board,
        };
    }
}
