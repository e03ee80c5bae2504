using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>The partition that the boot loader reads, mounted for as long as somebody works in it.</summary>
internal sealed class BootPartition : IDisposable
{
    private readonly bool _mounted;

    private BootPartition(string folder, bool mounted) => (Folder, _mounted) = (folder, mounted);

    public string Folder { get; }

    /// <param name="device">Its device.</param>
    /// <param name="folder">Where it is mounted: made if need be.</param>
    /// <exception cref="RefusedException">It can not be mounted.</exception>
    public static BootPartition Mount(string device, string folder)
    {
        Directory.CreateDirectory(folder);
        // A daemon that was killed at work left it mounted.
        MountPoint.Detach(folder);
        MountPoint.Mount(device, folder, "vfat", MountPoint.NoExecution | MountPoint.NoDevices | MountPoint.NoSetUser, "");
        return new BootPartition(folder, mounted: true);
    }

    /// <summary>A folder in its place.</summary>
    public static BootPartition At(string folder) => new(folder, mounted: false);

    /// <summary>All that was written is on the disk when this returns.</summary>
    public void Dispose()
    {
        if (_mounted) MountPoint.Unmount(Folder);
    }
}
