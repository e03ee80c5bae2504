namespace Appliance.Imaging.Partitions;

/// <summary>A partition of a disk.</summary>
/// <param name="Number">As Linux counts: 1 is the first.</param>
/// <param name="Offset">Octets from the beginning of the disk.</param>
/// <param name="Length">Octets.</param>
public sealed record Partition(int Number, long Offset, long Length)
{
    /// <summary>In a GPT only.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for, in a GPT.</summary>
    public Guid Type { get; init; }

    /// <summary>Of the partition itself, in a GPT.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is for, in an MBR.</summary>
    public byte MbrType { get; init; }

    /// <summary>Whether firmware looks for loaders in it.</summary>
    public bool IsEfiSystem => Type == PartitionTypes.EfiSystem || MbrType == PartitionTypes.MbrEfiSystem;
}
