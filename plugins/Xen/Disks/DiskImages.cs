using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin.Disks;

/// <summary>The disk images among the router's files, and the snapshots beside them: <c>ros1.img.before.snapshot</c>.</summary>
public sealed class DiskImages(IFileStore files, GuestRoom room)
{
    private const string Extension = ".img", SnapshotExtension = ".snapshot";

    /// <summary>Every file that is called so and is no virtual machine's ramdisk, or that one has as its disk, with the names of its snapshots.</summary>
    public IEnumerable<(StoredFile File, IEnumerable<string> Snapshots)> All(IConfigView config)
    {
        var disks = config.All<VirtualMachine>().Select(machine => machine.DiskImage).ToHashSet();
        var ramdisks = config.All<VirtualMachine>().Select(machine => machine.Initrd).ToHashSet();
        List<StoredFile> all = [.. files.List()];
        return all.Where(file => !file.IsFolder && (file.Path.Name!.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !ramdisks.Contains(file.Path) || disks.Contains(file.Path)))
            .Select(file => (file, SnapshotsOf(file.Path, all)));
    }

    public bool HasSnapshot(FilePath image, string snapshot) => SnapshotsOf(image, files.List()).Contains(snapshot);

    public long SizeOf(FilePath image)
    {
        using var content = files.OpenRead(image);
        return content.Length;
    }

    public static FilePath SnapshotOf(FilePath image, string snapshot) => new($"{image}.{snapshot}{SnapshotExtension}");

    public static Problem? ProblemOf(string snapshot) =>
        snapshot.Length is > 0 and <= 64 && snapshot.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? null
            : Problem.Failure("name of a snapshot has 1 to 64 letters, digits and -_", "snapshot");

    /// <summary>Keeps virtual machines from starting with the image until the result is disposed.</summary>
    /// <exception cref="RefusedException">One runs with it.</exception>
    public IDisposable Take(FilePath image, IConfigView config)
    {
        if (!files.Exists(image)) throw new RefusedException("no such file");
        return room.Images.Hold(files.PathOf(image), out var owner) ?? throw new RefusedException(config.Get<VirtualMachine>(owner) is { } machine
            ? $"disk image {image} is in use: shut {machine.Name} down first"
            : $"disk image {image} is already being worked on");
    }

    /// <summary>Copies an image or a snapshot, and shows how far it is.</summary>
    public Task CopyAsync(FilePath from, FilePath to, bool replace, ICommandContext context, CancellationToken ct)
    {
        var size = Math.Max(1, SizeOf(from));
        var shown = -1L;
        return files.CopyAsync(from, to, replace, new Progress(done =>
        {
            if (done * 100 / size is var percent && percent != shown) context.WriteProgress($"copied: {shown = percent}%");
        }), ct);
    }

    private static IEnumerable<string> SnapshotsOf(FilePath image, IEnumerable<StoredFile> all)
    {
        var start = $"{image}.";
        return all.Select(file => file.Path.Name!)
            .Where(name => name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(SnapshotExtension, StringComparison.Ordinal) && name.Length > start.Length + SnapshotExtension.Length)
            .Select(name => name[start.Length..^SnapshotExtension.Length]);
    }

    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
