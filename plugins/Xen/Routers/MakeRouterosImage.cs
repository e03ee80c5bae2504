using Appliance.Imaging;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Routers;

/// <summary>Makes a disk image that boots as a virtual machine into this router's software, with its packages and none of its configuration.</summary>
[Help("Make a disk image with this router's software and packages, and none of its configuration"), Needs(Policy.Write)]
public sealed class MakeRouterosImage(ISystemDisk system, PackageArchive packages, IFileStore files, ILoggerFactory loggers) : ICommand
{
    private const int MiB = 1 << 20;

    [Help("Name of the new disk image")] public required FilePath FileName { get; init; }

    [Between(1, 16 * MiB), Help("Size in MiB")] public required int FileSize { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (FileName.IsNone) return Problem.Failure("file-name is empty", "file-name");
        if (Path.Exists(files.PathOf(FileName))) return Problem.Failure($"file {FileName} already exists", "file-name");
        try
        {
            await files.WriteAsync(FileName, (stream, stop) => MakeAsync(stream, context, stop), ct);
        }
        catch (InvalidImageException trouble)
        {
            return Problem.Failure($"image can not be made: {trouble.Message}");
        }
        loggers.CreateLogger("xen").LogInformation("RouterOS image {Image} made by {User}", FileName.Name, context.Login.User);
        return null;
    }

    private async Task MakeAsync(Stream stream, ICommandContext context, CancellationToken ct)
    {
        using var parts = await system.OpenAsync(line => Show(line, context), ct);
        using var archive = packages.Open();
        var disk = new RouterDisk(parts.Kernel, parts.Initrd, parts.CommandLine, parts.System, parts.SystemLength, archive.Files);
        var least = (disk.LeastLength + MiB - 1) / MiB;
        if (FileSize < least) throw new RefusedException($"file-size is too small: the least is {least}");
        if (files.FreeSpace is var free && free < disk.Content) throw new RefusedException($"not enough disk space: {(disk.Content + MiB - 1) / MiB} MiB are needed, {free / MiB} MiB are free");
        stream.SetLength((long)FileSize * MiB);
        var shown = -1L;
        await disk.WriteAsync(stream, done =>
        {
            if (done * 100 / disk.Content is var percent && percent != shown) Show($"made: {shown = percent}%", context);
        }, ct);
    }

    // Who reads it later wants to know that it is done, not how far it was.
    private static void Show(string line, ICommandContext context)
    {
        if (context.Interactive) context.WriteProgress(line.Length < context.Width ? line : line[..(context.Width - 1)]);
    }
}
