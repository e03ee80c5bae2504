using Appliance.Sdk.Plugins;

namespace Appliance.XenPlugin.Disks;

/// <summary>The disk images, read anew for every print.</summary>
public sealed class DiskImageRows(DiskImages images) : IRows<DiskImageRow>
{
    public IEnumerable<DiskImageRow> Read(IConfigView config) => images.All(config).Select(image => new DiskImageRow
    {
        Name = image.File.Path.Name!,
        Size = image.File.Size,
        Used = image.File.Used,
        InUseBy = string.Join(",", config.All<VirtualMachine>().Where(machine => machine.DiskImage == image.File.Path).Select(machine => machine.Name)),
        Snapshots = string.Join(",", image.Snapshots),
    });

    public string Key(DiskImageRow row) => row.Name;
}
