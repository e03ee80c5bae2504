namespace Appliance.XenPlugin.Hypervisors;

/// <summary>What a guest is made of. All paths are of this machine.</summary>
public sealed record DomainSpec
{
    /// <summary>Names the domain for ever, also after the administrator has renamed it: letters and digits only.</summary>
    public required string Key { get; init; }

    /// <summary>The administrator's name, for other programs' lists.</summary>
    public required string Name { get; init; }

    /// <summary>MiB.</summary>
    public required int Memory { get; init; }

    public int CpuCount { get; init; } = 1;

    /// <summary>Share of CPU; 256 is the router's own.</summary>
    public int Weight { get; init; } = 256;

    /// <summary>Raw disk image; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>0 is the first disk.</summary>
    public int DiskNumber { get; init; }

    /// <summary>Kernel to boot; null lets the disk's own loader do it.</summary>
    public string? Kernel { get; init; }

    public string? Initrd { get; init; }

    public string CommandLine { get; init; } = "";

    /// <summary>Of meaning on Xen only.</summary>
    public Virtualization Virtualization { get; init; }
}
