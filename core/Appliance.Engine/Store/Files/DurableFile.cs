namespace Appliance.Engine.Store.Files;

/// <summary>Small files that are whole or as they were before, and on the disk before anybody is told.</summary>
public static class DurableFile
{
    private const string Arriving = ".arriving";

    /// <exception cref="IOException">It is as it was before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        using (var file = new FileStream(path + Arriving, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Arriving, path, overwrite: true);
        Posix.SyncFolder(folder);
    }
}
