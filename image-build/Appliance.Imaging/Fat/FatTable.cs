using System.Buffers.Binary;

namespace Appliance.Imaging.Fat;

/// <summary>Which cluster comes after which. A small window of the table is kept, for most chains run straight on.</summary>
internal sealed class FatTable(ImageRegion volume, FatGeometry geometry)
{
    private const int WindowSize = 4096;
    private readonly byte[] _window = new byte[WindowSize];
    private long _windowAt = -1;
    private int _windowLength;

    public bool Has(uint cluster) => cluster >= 2 && cluster < geometry.Clusters + 2;

    /// <returns>Null at the end of the chain.</returns>
    /// <exception cref="InvalidImageException">The chain leads to what is no cluster.</exception>
    public uint? After(uint cluster)
    {
        var next = geometry.Bits switch
        {
            12 => (uint)(BinaryPrimitives.ReadUInt16LittleEndian(At(cluster + cluster / 2, 2)) >> (int)(4 * (cluster & 1))) & 0xFFF,
            16 => BinaryPrimitives.ReadUInt16LittleEndian(At(cluster * 2L, 2)),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(At(cluster * 4L, 4)) & 0x0FFFFFFF,
        };
        var ends = geometry.Bits switch { 12 => 0xFF8u, 16 => 0xFFF8u, _ => 0x0FFFFFF8u };
        if (next >= ends) return null;
        return Has(next) ? next : throw new InvalidImageException("its file system is damaged: a file leads to what is no cluster");
    }

    private ReadOnlySpan<byte> At(long offset, int count)
    {
        if (_windowAt < 0 || offset < _windowAt || offset + count > _windowAt + _windowLength)
        {
            _windowAt = offset / ImageRegion.SectorSize * ImageRegion.SectorSize;
            _windowLength = (int)Math.Min(WindowSize, volume.Length - geometry.Table - _windowAt);
            if (_windowLength < count) throw new InvalidImageException("its file system is damaged: its table is cut off");
            volume.Read(geometry.Table + _windowAt, _window.AsSpan(0, _windowLength));
        }
        return _window.AsSpan((int)(offset - _windowAt), count);
    }
}
