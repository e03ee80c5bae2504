using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Resources;

/// <summary>What the machine has and what of it is in use, in the manual's order.</summary>
[Menu("/system resource", ReadOnly = true), Help("System resources")]
public sealed record Resource : Settings
{
    [State, Help("Time since the last start")] public TimeSpan Uptime { get; init; }

    [State, Help("Version of the software")] public string Version { get; init; } = "";

    [State, Unit("kB"), Help("Memory that is not in use")] public long FreeMemory { get; init; }

    [State, Unit("kB"), Help("Memory of the router")] public long TotalMemory { get; init; }

    [State, Help("Make of the processor")] public string Cpu { get; init; } = "";

    [State, Help("Number of processors")] public int CpuCount { get; init; }

    [State, Unit("MHz"), Help("Frequency of the processor")] public int CpuFrequency { get; init; }

    [State, Help("Share of the processors' time in use, in percent")] public int CpuLoad { get; init; }

    [State, Unit("kB"), Help("Space left on the disk")] public long FreeHddSpace { get; init; }

    [State, Unit("kB"), Help("Space of the disk")] public long TotalHddSpace { get; init; }

    [State, Help("Sectors written to the disk since the last start")] public long WriteSectSinceReboot { get; init; }

    [State, Help("Sectors written to the disk since the software was installed")] public long WriteSectTotal { get; init; }

    [State, Help("Processor architecture")] public string ArchitectureName { get; init; } = "";

    [State, Help("Kind of machine")] public string BoardName { get; init; } = "";
}
