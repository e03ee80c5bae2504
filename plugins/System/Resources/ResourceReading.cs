using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Resources;

/// <summary>What is in use at one moment.</summary>
[Menu("/system resource monitor")]
public sealed record ResourceReading : Settings
{
    [State] public int CpuUsed { get; init; }

    [State, Unit("kB")] public long FreeMemory { get; init; }

    public static ResourceReading Of(MachineResources now) => new() { CpuUsed = now.CpuLoadPercent, FreeMemory = now.FreeMemory / 1024 };
}
