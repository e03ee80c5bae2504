using System.IO.Hashing;
using System.Text;
using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store.Export;

/// <summary>
/// The whole configuration as text, so that a person can read it where everything else failed:
/// <code>
/// # configuration of revision 12
/// last space="/xen" id=5
/// /interface bridge
/// add *1 0 name="bridge1"
/// # end of revision 12, 1 items, check 0123456789ABCDEF
/// </code>
/// Behind <c>add</c> stand number and sort key. The check is XXH3 of everything before it.
/// </summary>
internal static class ExportFile
{
    /// <summary>Replaces the file; whenever power fails, the old one or the new one is there.</summary>
    public static void Write(string path, StoredConfiguration all, Disk disk)
    {
        var fresh = path + ".new";
        try
        {
            using var file = new DiskStream(disk.Open(fresh, FileMode.Create));
            new ExportWriter(file).Write(all);
            file.Sync();
        }
        catch
        {
            // On a full disk the half of an export would only be in the way.
            if (File.Exists(fresh)) disk.Delete(fresh);
            throw;
        }
        disk.Move(fresh, path);
        disk.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <exception cref="InvalidDataException">Cut or changed.</exception>
    /// <exception cref="IOException">Missing or unreadable.</exception>
    public static ConfigurationImage Read(string path, NameCache names) => Parse(File.ReadAllBytes(path), names);

    /// <exception cref="InvalidDataException">Cut or changed.</exception>
    public static ConfigurationImage Parse(ReadOnlyMemory<byte> file, NameCache names)
    {
        var bytes = file.Span;
        var last = bytes.IsEmpty || bytes[^1] != '\n' ? -1 : bytes[..^1].LastIndexOf((byte)'\n');
        if (last < 0) throw new InvalidDataException("its end is missing");
        var trailer = bytes[(last + 1)..^1];
        var check = trailer.LastIndexOf((byte)' ') + 1;
        if (!trailer.StartsWith("# end of revision "u8) || Encoding.ASCII.GetString(trailer[check..]) != Check(bytes[..(last + 1 + check)]))
            throw new InvalidDataException("its check does not match");
        return new ExportReader(names).Read(file[..(last + 1)]);
    }

    public static string Check(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes).ToString("X16");
}
