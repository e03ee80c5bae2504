using Appliance.Sdk.Plugins;

namespace Appliance.XenPlugin.Disks;

/// <summary>The disk images, read anew for every print.</summary>
public sealed class DiskImageRows(DiskImages images) : IRows<DiskImageRow>
{
    public IEnumerable<DiskImageRow> Read(IConfigView config) => images.All(config).Select(file => new DiskImageRow
    {
        Name = file.Path.Name!,
        Size = file.Size,
        Used = file.Used,
        InUseBy = string.Join(",", config.All<VirtualMachine>().Where(machine => machine.DiskImage == file.Path).Select(machine => machine.Name)),
        Snapshots = string.Join(",", images.SnapshotsOf(file.Path)),
    });

    public string Key(DiskImageRow row) => row.Name;
}
