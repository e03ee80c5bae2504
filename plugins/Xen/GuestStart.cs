using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin;

/// <summary>Starts virtual machines from their records, or says why one cannot be started.</summary>
public sealed class GuestStart(IFileStore files, GuestRoom room)
{
    /// <summary>Switches the guest on; the task ends when it executes.</summary>
    /// <exception cref="RefusedException">Something it needs is not there; from here, and nothing was changed but its state.</exception>
    public Task PowerOn(VirtualMachine machine, Guest guest, IConfigView config)
    {
        if (Obstacle(machine, config) is var (state, sentence))
        {
            guest.StayOff(state, failed: true);
            room.Log.LogError("{Machine} can not be started: {Reason}", machine.Name, sentence);
            throw new RefusedException(sentence) { IsTemporary = true };
        }
        return guest.PowerOn(SpecOf(machine), CardsOf(machine, config));
    }

    private (string State, string Sentence)? Obstacle(VirtualMachine machine, IConfigView config)
    {
        if (!machine.DiskImage.IsNone && !files.Exists(machine.DiskImage)) return (VmState.NoImage, $"disk image {machine.DiskImage} not found");
        if (!machine.Kernel.IsNone && !files.Exists(machine.Kernel)) return (VmState.NoKernel, $"kernel {machine.Kernel} not found");
        if (!machine.Initrd.IsNone && !files.Exists(machine.Initrd)) return (VmState.NoInitrd, $"initrd {machine.Initrd} not found");
        if (machine.DiskImage.IsNone) return null;
        var owner = room.Images.Claim(files.PathOf(machine.DiskImage), machine.Id);
        return owner.IsNone ? null : (VmState.ImageInUse, $"disk image {machine.DiskImage} is already in use by {config.Get<VirtualMachine>(owner)?.Name ?? "a command that works on it"}");
    }

    private DomainSpec SpecOf(VirtualMachine machine) => new()
    {
        Key = NicWish.KeyOf(machine.Id),
        Name = machine.Name,
        Memory = machine.Memory,
        CpuCount = machine.CpuCount,
        Weight = machine.Weight,
        Image = PathOf(machine.DiskImage),
        DiskNumber = (int)machine.Disk,
        Kernel = PathOf(machine.Kernel),
        Initrd = PathOf(machine.Initrd),
        CommandLine = machine.KernelCmdline,
        Virtualization = machine.Virtualization,
    };

    private string? PathOf(FilePath file) => file.IsNone ? null : files.PathOf(file);

    private static List<ItemId> CardsOf(VirtualMachine machine, IConfigView config) =>
    [
        .. config.All<VmInterface>().Where(card => !card.Disabled && config.Resolve(card.VirtualMachine)?.Id == machine.Id
            && (card.Type == VmInterfaceType.Dynamic || config.Resolve(card.StaticInterface) is not null)).Select(card => card.Id),
    ];
}
