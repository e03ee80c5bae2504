using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;

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

    [AtNextStart, Help("Kernel to boot; the disk image's own kernel or loader where there is none")] public FilePath Kernel { get; init; } = FilePath.None;

    [AtNextStart, Help("Command line of the kernel")] public string KernelCmdline { get; init; } = "";

    [AtNextStart, Between(1, 64), Help("CPUs that the guest has")] public int CpuCount { get; init; } = 1;

    [AtNextStart, Between(8, 1_048_576), Brief, Help("MiB of memory")] public int Memory { get; init; } = 64;

    [Between(1, 65535), Brief(Width = 6), Help("Share of CPU; this router itself has 256")] public int Weight { get; init; } = 256;

    [Unset("none"), Between(1, 65535), Help("TCP port on which telnet finds the guest's console")] public int? ConsoleTelnetPort { get; init; }

    [AtNextStart, Quiet, Help("How much of a machine the guest sees where this router runs on Xen")] public Virtualization Virtualization { get; init; }

    [Quiet, Help("Whether it is started when this router starts")] public bool Autostart { get; init; } = true;

    [Quiet, Between(0, 65535), Help("Place among those that are started with this router, the lowest first; those with the same one start together")]
    public int AutostartOrder { get; init; }

    [Quiet, Between(0, 86_400), Help("How long its start waits for those before it to get going")] public TimeSpan AutostartDelay { get; init; }

    [Quiet, Help("Whether it is started again after its end")] public RestartPolicy Restart { get; init; }

    [Quiet, Between(0, 3600), Help("How long the guest may take to shut down before it is switched off")]
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(15);

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
    public bool StartsLike(VirtualMachine? other) => other is not null && this with
    {
        Weight = other.Weight,
        ConsoleTelnetPort = other.ConsoleTelnetPort,
        Autostart = other.Autostart,
        AutostartOrder = other.AutostartOrder,
        AutostartDelay = other.AutostartDelay,
        Restart = other.Restart,
        ShutdownTimeout = other.ShutdownTimeout,
        Comment = other.Comment,
        State = other.State,
    } == other;
}

/// <summary>What follows when a virtual machine ends by itself.</summary>
public enum RestartPolicy
{
    [Help("it stays off")] Never,
    [Help("it is started again when it has crashed")] OnCrash,
    [Help("it is started again whatever made it end, except the administrator")] Always,
}
