namespace Appliance.Imaging.Partitions;

/// <summary>The partitions of a disk, by its GPT or else by its MBR.</summary>
public static class PartitionTable
{
    /// <returns>Empty where there is no table, or nothing in it.</returns>
    /// <exception cref="InvalidImageException">The tables of a disk that says it has a GPT are both damaged.</exception>
    public static IReadOnlyList<Partition> Read(ImageRegion disk)
    {
        if (Mbr.Read(disk) is not { } mbr) return [];
        // Like Linux: a GPT counts where the MBR says that there is one, alone or among others.
        return mbr.HasGpt ? GptReader.Read(disk).Partitions : mbr.Partitions(disk);
    }
}
