using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>The software as files: <c>vmlinuz</c>, <c>cmdline</c>, <c>system.squashfs</c>, and perhaps <c>initrd.img</c>.</summary>
/// <param name="place">Their folder, or a program that builds them, tells how far it is, and prints their folder last.</param>
internal sealed class SystemFolder(string place) : ISystemDisk
{
    public async Task<SystemParts> OpenAsync(Action<string> progress, CancellationToken ct)
    {
        var folder = File.Exists(place) ? await BuildProgram.RunAsync(place, progress, ct) : place;
        var opened = new List<Stream>();
        try
        {
            var system = Open("system.squashfs");
            return new SystemParts(Open("vmlinuz"), (await File.ReadAllTextAsync(Path.Combine(folder, "cmdline"), ct)).Trim(),
                File.Exists(Path.Combine(folder, "initrd.img")) ? Open("initrd.img") : null, system, system.Length);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            opened.ForEach(stream => stream.Dispose());
            ct.ThrowIfCancellationRequested();
            throw new RefusedException($"this router's software is not in {folder}: {trouble.Message}");
        }

        FileStream Open(string name)
        {
            var stream = File.OpenRead(Path.Combine(folder, name));
            opened.Add(stream);
            return stream;
        }
    }
}
