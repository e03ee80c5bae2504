using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin;

/// <summary>A virtual machine. A new one is disabled; enabling it is plugging it in.</summary>
[Menu("/xen", Noun = "virtual machine")]
[PrintFlags("X disabled")]
[Help("Virtual machines")]
public sealed record VirtualMachine : NamedItem
{
    public VirtualMachine() => Disabled = true;

    [AtNextStart, Help("Disk that the guest sees the image as")] public DiskSlot Disk { get; init; } = DiskSlot.Hda;

    [AtNextStart, Help("File on this router that is the guest's disk")] public FilePath DiskImage { get; init; } = FilePath.None;

    [AtNextStart, Help("Initial ramdisk to boot the kernel with")] public FilePath Initrd { get; init; } = FilePath.None;

    [AtNextStart, Help("Kernel to boot; the disk image's own loader where there is none")] public FilePath Kernel { get; init; } = FilePath.None;

    [AtNextStart, Help("Command line of the kernel")] public string KernelCmdline { get; init; } = "";

    [AtNextStart, Between(1, 64), Help("CPUs that the guest has")] public int CpuCount { get; init; } = 1;

    [AtNextStart, Between(8, 1_048_576), Brief, Help("MiB of memory")] public int Memory { get; init; } = 64;

    [Between(1, 65535), Brief(Width = 6), Help("Share of CPU; this router itself has 256")] public int Weight { get; init; } = 256;

    [Unset("none"), Between(1, 65535), Help("TCP port on which telnet finds the guest's console")] public int? ConsoleTelnetPort { get; init; }

    [State, Brief(Width = 28), Help("What the virtual machine is doing")] public VmState State { get; init; }

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Name.Length == 0) yield return Problem.Failure("name is empty", "name");
        else if (Name.Length > 128) yield return Problem.Failure("name is too long", "name");
        if (!Disabled && DiskImage.IsNone && Kernel.IsNone) yield return Problem.Failure("virtual machine has neither disk-image nor kernel", "disk-image");
        if (Kernel.IsNone && !Initrd.IsNone) yield return Problem.Failure("initrd is of no use without kernel", "initrd");
        if (ConsoleTelnetPort is { } port && config.All<VirtualMachine>().FirstOrDefault(other => other.Id != Id && other.ConsoleTelnetPort == port) is { } other)
            yield return Problem.Failure($"console-telnet-port {port} is already used by {other.Name}", "console-telnet-port");
    }

    /// <summary>Whether a failed start is worth another try after this change.</summary>
    public bool StartsLike(VirtualMachine? other) => other is not null && this with { Weight = other.Weight, ConsoleTelnetPort = other.ConsoleTelnetPort, Comment = other.Comment, State = other.State } == other;
}
