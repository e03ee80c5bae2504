using System.Buffers.Binary;

namespace Appliance.Imaging;

/// <summary>What the head of a squashfs file system says.</summary>
public static class Squashfs
{
    private const int HeadSize = 96, LengthOffset = 40, Block = 4096;

    /// <summary>Octets that it takes, rounded up to whole blocks; a partition may be longer.</summary>
    /// <exception cref="InvalidImageException">There is none.</exception>
    public static long LengthOf(ImageRegion place)
    {
        var head = new byte[HeadSize];
        place.Read(0, head);
        var length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(LengthOffset));
        if (!head.AsSpan().StartsWith("hsqs"u8) || length < HeadSize || length > place.Length) throw new InvalidImageException("its system is damaged");
        return Math.Min((length + Block - 1) / Block * Block, place.Length);
    }
}
