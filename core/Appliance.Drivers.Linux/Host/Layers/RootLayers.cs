using Appliance.Drivers.Linux.Host.SystemDisks;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.Layers;

/// <summary>
/// Layers as read-only mounts below one folder, which an overlay joins over <c>/usr</c>. A change puts another overlay in the place of the
/// one before; both are the kernel's, and outlive the daemon.
/// </summary>
/// <param name="loops">By which a file is mounted.</param>
public sealed class RootLayers(ILoopDevices loops) : IRootLayers
{
    private const string Folder = "/run/appliance/layers", Target = "/usr", Overlay = "appliance-layers";
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Usable { get; } = RouterSlot.OfRoot(NamedPartitions.NameOfRoot()) is not null;

    /// <inheritdoc/>
    public void Lay(string name, string file)
    {
        if (_files.GetValueOrDefault(name) == file) return;
        var place = PlaceOf(name);
        Directory.CreateDirectory(place);
        using (var device = loops.Open(file, readOnly: true))
        {
            MountPoint.Detach(place);
            MountPoint.Mount(device.Path, place, "squashfs", MountPoint.ReadOnly, "");
        }

        _files[name] = file;
        Join();
    }

    /// <inheritdoc/>
    public void TakeAway(string name)
    {
        if (!_files.Remove(name)) return;
        Join();
        MountPoint.Detach(PlaceOf(name));
    }

    private void Join()
    {
        // A daemon before this one may have left its own.
        while (MountPoint.SourceOf(Target) == Overlay) MountPoint.Detach(Target);
        if (_files.Count == 0) return;
        var folders = _files.Keys.Select(name => PlaceOf(name) + Target).Append(Target);
        MountPoint.Mount(Overlay, Target, "overlay", MountPoint.ReadOnly, "lowerdir=" + string.Join(':', folders));
    }

    private static string PlaceOf(string name) => Path.Combine(Folder, name);
}
