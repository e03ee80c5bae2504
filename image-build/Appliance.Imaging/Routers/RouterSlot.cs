namespace Appliance.Imaging.Routers;

/// <summary>How a disk with one or two slots for a router's software calls what belongs to each.</summary>
public static class RouterSlot
{
    private const string RootArgument = "root=PARTLABEL=";

    /// <summary>Variable of GRUB's that says which slot is booted.</summary>
    public const string Next = "slot";

    /// <summary>Variable of GRUB's that says how often that was tried.</summary>
    public const string Tries = "tries";

    /// <summary>Variable of GRUB's that says whose hypervisor was given up: the number of a slot.</summary>
    public const string Plain = "plain";

    /// <summary>Variable of GRUB's that says how many MiB a hypervisor leaves to the router; without it all.</summary>
    public const string Memory = "memory";

    /// <summary>File of the first slot's hypervisor in the boot partition: where it is, GRUB starts it.</summary>
    public const string Hypervisor = "boot/xen";

    /// <summary>File of GRUB's variables in the boot partition.</summary>
    public const string Variables = "grub/grubenv";

    /// <summary>Partition of a slot's root.</summary>
    public static string Root(int slot) => "system" + Mark(slot);

    /// <summary>The slot, 1 or 2, whose root a partition of that name holds; null where it holds none.</summary>
    public static int? OfRoot(string? partition) => partition == Root(1) ? 1 : partition == Root(2) ? 2 : null;

    /// <summary>What is at the end of the names of all that belongs to a slot: its files in the boot partition, and its folder of packages.</summary>
    public static string Mark(int slot) => slot == 2 ? "2" : "";

    /// <summary>The slot, 1 or 2, that a file in the boot partition belongs to.</summary>
    public static int OfFile(string name) => name.EndsWith(Mark(2), StringComparison.Ordinal) ? 2 : 1;

    /// <summary>A kernel's arguments, with the root of a slot in place of that of another.</summary>
    public static string CommandLine(int slot, string line) =>
        string.Join(' ', line.Split(' ').Select(word => word.StartsWith(RootArgument, StringComparison.Ordinal) && OfRoot(word[RootArgument.Length..]) is not null ? RootArgument + Root(slot) : word));
}
