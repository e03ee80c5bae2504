using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Disks;

/// <summary>Makes disk images larger. A guest finds a larger disk; what it makes of that is its own affair.</summary>
[Help("Make disk images larger"), Needs(Policy.Write)]
public sealed class ResizeDiskImage(DiskImages images, IFileStore files, ILoggerFactory loggers) : ICommand
{
    private const int MiB = 1 << 20;

    [Unnamed, Items, Help("Disk images")] public required IReadOnlyList<string> Numbers { get; init; }

    [Between(1, 16 * MiB), Help("New size in MiB")] public required int FileSize { get; init; }

    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        foreach (var image in Numbers.Select(name => new FilePath(name)))
        {
            using var held = images.Take(image, context.Config);
            var before = images.SizeOf(image);
            var after = (long)FileSize * MiB;
            if (after < before) return Task.FromResult<Problem?>(Problem.Failure($"disk image {image} has {before / MiB} MiB and can not be made smaller", "file-size"));
            files.Resize(image, after);
            loggers.CreateLogger("xen").LogInformation("disk image {Image} made {Size} MiB large by {User}", image.Name, FileSize, context.Login.User);
        }
        return Task.FromResult<Problem?>(null);
    }
}
