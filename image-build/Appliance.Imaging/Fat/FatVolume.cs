namespace Appliance.Imaging.Fat;

/// <summary>A FAT file system of 12, 16 or 32 bits, for reading.</summary>
public sealed class FatVolume
{
    private const int MostRecords = 1 << 16, CopiedAtOnce = 1 << 20;
    private readonly ImageRegion _volume;
    private readonly FatGeometry _geometry;
    private readonly FatTable _table;

    /// <exception cref="InvalidImageException">There is none.</exception>
    public FatVolume(ImageRegion volume)
    {
        _volume = volume;
        _geometry = FatGeometry.Read(volume);
        _table = new FatTable(volume, _geometry);
    }

    /// <param name="path">Such as <c>boot/vmlinuz</c>.</param>
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="InvalidImageException">The file system is damaged.</exception>
    public FatEntry? FindFile(string path)
    {
        FatEntry? found = null;
        foreach (var name in path.Split('/'))
        {
            if (found is { IsFolder: false }) return null;
            found = FatFolder.Parse(found is null ? RootRecords() : Records(found.Cluster)).FirstOrDefault(entry => entry.IsCalled(name));
            if (found is null) return null;
        }
        return found is { IsFolder: false } ? found : null;
    }

    /// <summary>Writes a file's content to a stream, which has nothing of it where it is a hostile one.</summary>
    /// <exception cref="InvalidImageException">The file system is damaged.</exception>
    public void Copy(FatEntry file, Stream to)
    {
        var buffer = new byte[Math.Min(CopiedAtOnce, Math.Max(_geometry.ClusterSize, file.Size))];
        var left = file.Size;
        uint? cluster = file.Cluster;
        while (left > 0)
        {
            if (cluster is not { } first || !_table.Has(first)) throw new InvalidImageException("its file system is damaged: a file is cut off");
            // Clusters that follow one another are read together.
            var count = 1;
            while ((cluster = _table.After((uint)(first + count - 1))) == first + count && (long)count * _geometry.ClusterSize < left && (count + 1) * _geometry.ClusterSize <= buffer.Length) count++;
            var octets = buffer.AsSpan(0, (int)Math.Min(left, (long)count * _geometry.ClusterSize));
            _volume.Read(PlaceOf(first), octets);
            to.Write(octets);
            left -= octets.Length;
        }
    }

    /// <summary>The whole content of a small file.</summary>
    /// <exception cref="InvalidImageException">It is larger, or the file system is damaged.</exception>
    public byte[] Read(FatEntry file, int most)
    {
        if (file.Size > most) throw new InvalidImageException($"{file.Name} is too large");
        var content = new MemoryStream();
        Copy(file, content);
        return content.ToArray();
    }

    private long PlaceOf(uint cluster) => _geometry.Data + (cluster - 2L) * _geometry.ClusterSize;

    private IEnumerable<byte[]> RootRecords() => _geometry.Bits == 32 ? Records(_geometry.RootCluster) : Records(_geometry.Root, _geometry.RootLength);

    private IEnumerable<byte[]> Records(uint first)
    {
        var left = MostRecords;
        for (uint? cluster = first; cluster is { } here && _table.Has(here) && left > 0; cluster = _table.After(here))
        {
            foreach (var record in Records(PlaceOf(here), _geometry.ClusterSize))
            {
                if (left-- == 0) yield break;
                yield return record;
            }
        }
    }

    private IEnumerable<byte[]> Records(long place, int length)
    {
        var octets = new byte[length];
        _volume.Read(place, octets);
        for (var at = 0; at + FatFolder.RecordSize <= length; at += FatFolder.RecordSize) yield return octets[at..(at + FatFolder.RecordSize)];
    }
}
