using Appliance.Imaging.Partitions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Disks;

/// <summary>
/// Copies a disk image, and with it the virtual machine whose disk it is: the new one is disabled, its cards have addresses of their own, its
/// disk and partitions ids of their own.
/// Cards with a static interface become dynamic ones, for such an interface belongs to one card.
/// </summary>
[Help("Copy a disk image and its virtual machine"), Needs(Policy.Write)]
public sealed class CloneDiskImage(DiskImages images, IFileStore files, ILoggerFactory loggers) : ICommand
{
    [Unnamed, Items, Help("Disk image")] public required IReadOnlyList<string> Numbers { get; init; }

    [Help("Name of the new disk image")] public required FilePath FileName { get; init; }

    [Help("Name of the new virtual machine; none is made where it is not given")] public string Name { get; init; } = "";

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (Numbers.Count != 1) return Problem.Failure("one disk image can be cloned at a time", "numbers");
        if (FileName.IsNone) return Problem.Failure("file-name is empty", "file-name");
        var image = new FilePath(Numbers[0]);
        var original = context.Config.All<VirtualMachine>().FirstOrDefault(machine => machine.DiskImage == image);
        if (Name.Length > 0 && original is null) return Problem.Failure($"disk image {image} belongs to no virtual machine", "name");
        if (Name.Length > 0 && context.Config.Find<VirtualMachine>(Name) is not null) return Problem.Failure("already have item with such name", "name");
        using (images.Take(image, context.Config))
        {
            await images.CopyAsync(image, FileName, replace: false, context, ct);
        }
        RenewIds();
        if (Name.Length > 0 && (await context.CommitAsync(config => AddMachine(config, original!), CancellationToken.None)).FirstOrDefault() is { } problem)
        {
            files.Remove(FileName);
            return problem;
        }
        loggers.CreateLogger("xen").LogInformation("disk image {Image} cloned to {Clone} by {User}", image.Name, FileName.Name, context.Login.User);
        return null;
    }

    private void RenewIds()
    {
        try
        {
            using var disk = new FileStream(files.PathOf(FileName), FileMode.Open, FileAccess.ReadWrite);
            GptIds.Renew(disk);
            disk.Flush(flushToDisk: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            files.Remove(FileName);
            throw new RefusedException($"the copy can not be written: {trouble.Message}");
        }
    }

    private IEnumerable<Problem> AddMachine(IConfigEditor config, VirtualMachine original)
    {
        var machine = config.Add(original with { Id = default, Name = Name, DiskImage = FileName, ConsoleTelnetPort = null, Disabled = true, State = default });
        foreach (var card in config.All<VmInterface>().Where(card => config.Resolve(card.VirtualMachine)?.Id == original.Id).ToList())
        {
            config.Add(new VmInterface
            {
                VirtualMachine = Ref<VirtualMachine>.To(machine),
                DynamicBridge = card.DynamicBridge,
                Comment = card.Comment,
                Disabled = card.Disabled,
            });
        }
        return [];
    }
}
