using System.Text;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;

namespace Appliance.Imaging.Routers;

/// <summary>
/// A disk that a router boots from for the first time: its software and packages, and room for its configuration. Partitions are found by
/// name: <c>boot</c> (FAT with kernel, ramdisk and command line), <c>system</c> (squashfs), <c>packages</c> (tar), <c>data</c> (blank).
/// </summary>
public sealed class RouterDisk
{
    /// <summary>2 MiB for the configuration, and what a file system needs around it.</summary>
    public const long LeastData = 2_621_440;

    private readonly Fat16Writer _boot;
    private readonly IReadOnlyList<RouterFile> _packages;
    private readonly Stream _system;
    private readonly long _systemLength, _files;
    private readonly GptDisk _disk = new();
    private readonly Partition _bootPlace, _systemPlace, _packagesPlace;

    /// <param name="kernel">Read from where it stands to its end.</param>
    /// <param name="initrd">The same, or null for none.</param>
    /// <param name="commandLine">Of the kernel.</param>
    /// <param name="system">A squashfs.</param>
    /// <param name="systemLength">Octets of it.</param>
    /// <param name="packages">The packages' files, and marks beside them.</param>
    /// <exception cref="InvalidImageException">They are too large for any disk.</exception>
    public RouterDisk(Stream kernel, Stream? initrd, string commandLine, Stream system, long systemLength, IReadOnlyList<RouterFile> packages)
    {
        (_system, _systemLength, _packages) = (system, systemLength, packages);
        var line = new MemoryStream(Encoding.ASCII.GetBytes(commandLine.TrimEnd() + "\n"));
        List<FatSource> files = [new("boot/vmlinuz", kernel), new("boot/cmdline", line)];
        if (initrd is not null) files.Add(new("boot/initrd.img", initrd));
        _files = files.Sum(file => file.Content.Length - file.Content.Position) + systemLength + packages.Sum(package => package.Length);
        _boot = new Fat16Writer(files, (uint)Random.Shared.Next());
        _bootPlace = _disk.Add("boot", PartitionTypes.LinuxBoot, _boot.Length);
        _systemPlace = _disk.Add("system", PartitionTypes.Linux, systemLength);
        _packagesPlace = _disk.Add("packages", PartitionTypes.Linux, TarWriter.LengthFor(packages));
    }

    /// <summary>Octets that are written; the rest of the file is a hole.</summary>
    public long Content => _files;

    /// <summary>The smallest disk that holds it.</summary>
    public long LeastLength => _packagesPlace.Offset + _packagesPlace.Length + LeastData + GptDisk.Tail;

    /// <param name="disk">Seekable, new, and at least <see cref="LeastLength"/> long.</param>
    /// <param name="progress">Told the octets that are written, of <see cref="Content"/>.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidImageException">A part ends early.</exception>
    public async Task WriteAsync(Stream disk, Action<long> progress, CancellationToken ct)
    {
        var done = 0L;
        _disk.AddRest("data", PartitionTypes.Linux, disk.Length);
        await _boot.WriteAsync(disk, _bootPlace.Offset, Add, ct);
        await SparseCopy.RunAsync(_system, disk, _systemPlace.Offset, _systemLength, Add, ct);
        await TarWriter.WriteAsync(_packages, disk, _packagesPlace.Offset, Add, ct);
        // Last: what is not complete is no disk.
        _disk.Write(disk);

        void Add(long octets) => progress(done += octets);
    }
}
