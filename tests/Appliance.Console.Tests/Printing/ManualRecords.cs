using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Printing;

/// <summary>Records of the shapes that the manual shows; the real ones come with plugins.</summary>
[Menu("/xen"), PrintFlags("X disabled")]
public sealed record SampleMachine : NamedItem
{
    public SampleDisk Disk { get; init; }
    public FilePath DiskImage { get; init; }
    public FilePath Initrd { get; init; }
    public FilePath Kernel { get; init; }
    public string KernelCmdline { get; init; } = "";
    public int CpuCount { get; init; } = 1;
    [Brief] public int Memory { get; init; } = 64;
    [Brief(Width = 6)] public int Weight { get; init; } = 256;
    public ushort? ConsoleTelnetPort { get; init; }
    [State, Brief(Width = 28)] public SampleState State { get; init; }
}

public enum SampleDisk { Hda, Hdb }

public enum SampleState { Disabled, Running, Shutdown }

[Menu("/xen interface"), PrintFlags("X disabled")]
public sealed record SampleMachineInterface : Item
{
    [Brief] public Ref<SampleMachine> VirtualMachine { get; init; }
    [Brief(Order = 2)] public MacAddress VmMacAddr { get; init; }
    [Brief(Order = 1)] public SampleInterfaceType Type { get; init; }
    [Unset("none")] public Ref<Interface> StaticInterface { get; init; }
    public MacAddress DynamicMacAddr { get; init; }
    [Unset("none")] public Ref<Bridge> DynamicBridge { get; init; }
}

public enum SampleInterfaceType { Dynamic, Static }

[Menu("/interface virtual-ethernet"), PrintFlags("X disabled", "R running")]
public sealed record SampleVirtualEthernet : Interface
{
    [NotAProperty] public override string Type => "vif";
    [Brief] public ArpMode Arp { get; init; } = ArpMode.Enabled;
    [Brief] public MacAddress MacAddress { get; init; }
}

[Menu("/interface ethernet"), PrintFlags("X disabled, R running", "S slave")]
public sealed record SampleEthernet : Interface
{
    [NotAProperty] public override string Type => "ether";
    [Brief] public MacAddress MacAddress { get; init; }
    [Brief] public ArpMode Arp { get; init; } = ArpMode.Enabled;
}

[Menu("/file", ReadOnly = true)]
public sealed record SampleFile : NamedItem
{
    [State, Brief] public string Type { get; init; } = "";
    [State, Brief] public ulong Size { get; init; }
    [State, Brief] public DateTime CreationTime { get; init; }
}

[Menu("/xen global-settings")]
public sealed record SampleGlobalSettings : Settings
{
    [Unset("unlimited")] public uint? MemoryForMain { get; init; }
}

[Menu("/system resource")]
public sealed record SampleResource : Settings
{
    [State] public TimeSpan Uptime { get; init; } = new(0, 1, 5);
    [State] public string Version { get; init; } = "3.11";
    [State, Unit("kB")] public ulong FreeMemory { get; init; } = 114440;
    [State, Unit("kB")] public ulong TotalMemory { get; init; } = 131272;
    [State] public string Cpu { get; init; } = "Intel(R)";
    [State] public int CpuCount { get; init; } = 2;
    [State, Unit("MHz")] public uint CpuFrequency { get; init; } = 2813;
    [State] public int CpuLoad { get; init; }
    [State, Unit("kB")] public ulong FreeHddSpace { get; init; } = 77728884;
    [State, Unit("kB")] public ulong TotalHddSpace { get; init; } = 79134596;
    [State] public ulong WriteSectSinceReboot { get; init; } = 794;
    [State] public ulong WriteSectTotal { get; init; } = 794;
    [State] public string ArchitectureName { get; init; } = "x86";
    [State] public string BoardName { get; init; } = "x86";
    [State] public string? Platform { get; init; }
}

[Menu("/log", ReadOnly = true), PlainLines]
public sealed record SampleLogLine : Item
{
    [State, Brief] public string Time { get; init; } = "";
    [State, Brief] public IReadOnlyList<string> Topics { get; init; } = [];
    [State, Brief] public string Message { get; init; } = "";
}
