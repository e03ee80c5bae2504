using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Disks;

/// <summary>Keeps the state of disk images, to come back to. The copy is a file beside the image, and shares its blocks where the file system can.</summary>
[Help("Keep the state of disk images"), Needs(Policy.Write)]
public sealed class SnapshotDiskImage(DiskImages images, ILoggerFactory loggers) : ICommand
{
    [Unnamed, Items, Help("Disk images")] public required IReadOnlyList<string> Numbers { get; init; }

    [Help("What the state is called")] public required string Snapshot { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (DiskImages.ProblemOf(Snapshot) is { } problem) return problem;
        foreach (var image in Numbers.Select(name => new FilePath(name)))
        {
            if (images.HasSnapshot(image, Snapshot)) return Problem.Failure($"disk image {image} already has a snapshot {Snapshot}", "snapshot");
            using var held = images.Take(image, context.Config);
            await images.CopyAsync(image, DiskImages.SnapshotOf(image, Snapshot), replace: false, context, ct);
            loggers.CreateLogger("xen").LogInformation("snapshot {Snapshot} of disk image {Image} made by {User}", Snapshot, image.Name, context.Login.User);
        }
        return null;
    }
}
