namespace Appliance.Imaging.Fat;

/// <summary>A file or folder of a FAT file system.</summary>
/// <param name="Name">The long one, where it has one.</param>
/// <param name="ShortName">Such as <c>initrd.img</c>.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Cluster">Where it begins; 0 for a file without content.</param>
/// <param name="Size">Octets; 0 for a folder.</param>
public sealed record FatEntry(string Name, string ShortName, bool IsFolder, uint Cluster, long Size)
{
    /// <summary>As everywhere with this file system, case does not count.</summary>
    public bool IsCalled(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase) || ShortName.Equals(name, StringComparison.OrdinalIgnoreCase);
}
