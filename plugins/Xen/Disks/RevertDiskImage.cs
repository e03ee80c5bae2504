using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Disks;

/// <summary>Brings disk images back to a state that was kept; the snapshot stays, what was written since is gone.</summary>
[Help("Bring disk images back to a state that was kept"), Needs(Policy.Write)]
public sealed class RevertDiskImage(DiskImages images, ILoggerFactory loggers) : ICommand
{
    [Unnamed, Items, Help("Disk images")] public required IReadOnlyList<string> Numbers { get; init; }

    [Help("What the state is called")] public required string Snapshot { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        foreach (var image in Numbers.Select(name => new FilePath(name)))
        {
            if (!images.HasSnapshot(image, Snapshot)) return Problem.Failure($"disk image {image} has no snapshot {Snapshot}", "snapshot");
            using var held = images.Take(image, context.Config);
            await images.CopyAsync(DiskImages.SnapshotOf(image, Snapshot), image, replace: true, context, ct);
            loggers.CreateLogger("xen").LogInformation("disk image {Image} brought back to snapshot {Snapshot} by {User}", image.Name, Snapshot, context.Login.User);
        }
        return null;
    }
}
