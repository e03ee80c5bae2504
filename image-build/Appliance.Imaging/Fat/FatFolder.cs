using System.Buffers.Binary;
using System.Text;

namespace Appliance.Imaging.Fat;

/// <summary>Makes entries of the records of a folder: long names stand in pieces before the record that they belong to.</summary>
internal static class FatFolder
{
    public const int RecordSize = 32;
    private const byte Deleted = 0xE5, LongName = 0x0F, VolumeLabel = 0x08, Folder = 0x10, LastPiece = 0x40;
    internal const byte SmallStem = 0x08, SmallExtension = 0x10;
    private const int PieceLength = 13, MostPieces = 20;

    /// <param name="records">Octets of the folder, a record at a time, until one begins with zero.</param>
    public static IEnumerable<FatEntry> Parse(IEnumerable<byte[]> records)
    {
        var name = new PartialName();
        foreach (var record in records)
        {
            if (record[0] == 0) yield break;
            var attributes = record[11];
            if (record[0] == Deleted) name.Clear();
            else if ((attributes & 0x3F) == LongName) name.Add(record);
            else if ((attributes & VolumeLabel) != 0) name.Clear();
            else yield return EntryOf(record, name);
        }
    }

    private static FatEntry EntryOf(byte[] record, PartialName partial)
    {
        ReadOnlySpan<byte> octets = record;
        var (stem, extension) = (Encoding.Latin1.GetString(octets[..8]).TrimEnd(' '), Encoding.Latin1.GetString(octets[8..11]).TrimEnd(' '));
        if ((octets[12] & SmallStem) != 0) stem = stem.ToLowerInvariant();
        if ((octets[12] & SmallExtension) != 0) extension = extension.ToLowerInvariant();
        var name = extension.Length > 0 ? $"{stem}.{extension}" : stem;
        var cluster = (uint)BinaryPrimitives.ReadUInt16LittleEndian(octets[20..]) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(octets[26..]);
        var isFolder = (octets[11] & Folder) != 0;
        return new FatEntry(partial.Take(octets[..11]) ?? name, name, isFolder, cluster, isFolder ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(octets[28..]));
    }

    /// <summary>Sum of a short name that each piece of its long one carries.</summary>
    private static byte SumOf(ReadOnlySpan<byte> shortName)
    {
        byte sum = 0;
        foreach (var octet in shortName) sum = (byte)((sum >> 1 | sum << 7) + octet);
        return sum;
    }

    /// <summary>A long name, whose last piece comes first.</summary>
    private sealed class PartialName
    {
        private readonly StringBuilder _name = new();
        private int _next;
        private byte _sum;

        public void Clear()
        {
            _name.Clear();
            _next = 0;
        }

        public void Add(ReadOnlySpan<byte> record)
        {
            var number = record[0] & 0x3F;
            if ((record[0] & LastPiece) != 0)
            {
                _name.Clear();
                (_next, _sum) = (number <= MostPieces ? number : 0, record[13]);
            }
            if (number == 0 || number != _next || record[13] != _sum)
            {
                Clear();
                return;
            }
            _next--;
            Span<byte> piece = stackalloc byte[2 * PieceLength];
            record[1..11].CopyTo(piece);
            record[14..26].CopyTo(piece[10..]);
            record[28..32].CopyTo(piece[22..]);
            _name.Insert(0, Encoding.Unicode.GetString(piece));
        }

        /// <returns>The whole name of the record that follows, or null where it has none.</returns>
        public string? Take(ReadOnlySpan<byte> shortName)
        {
            var name = _name.Length > 0 && _next == 0 && _sum == SumOf(shortName) ? _name.ToString() : null;
            Clear();
            return name is null ? null : name.IndexOf('\0') is >= 0 and var end ? name[..end] : name;
        }
    }
}
