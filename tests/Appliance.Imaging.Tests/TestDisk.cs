namespace Appliance.Imaging.Tests;

/// <summary>A disk in a file, made by Debian's tools.</summary>
internal sealed class TestDisk : IDisposable
{
    private const long MiB = 1 << 20;

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public TestDisk(long mebibytes)
    {
        using var file = File.OpenWrite(Path);
        file.SetLength(mebibytes * MiB);
    }

    /// <summary>Gives it a partition table; lines as for sfdisk.</summary>
    public TestDisk Partitioned(string script)
    {
        Tool.RunWith(script, "sfdisk", "--quiet", Path);
        return this;
    }

    /// <summary>Makes a FAT file system at an offset, with these files.</summary>
    public TestDisk WithFat(int bits, long offset, long length, params (string Path, byte[] Content)[] files)
    {
        var blocks = (length / 1024).ToString();
        Tool.Run("mkfs.vfat", "-F", bits.ToString(), $"--offset={offset / 512}", "-s", "1", Path, blocks);
        var volume = $"{Path}@@{offset}";
        foreach (var folder in files.SelectMany(file => Parents(file.Path)).Distinct()) Tool.Run("mmd", "-i", volume, $"::{folder}");
        foreach (var (path, content) in files)
        {
            using var source = new TemporaryFile(content);
            Tool.Run("mcopy", "-i", volume, source.Path, $"::{path}");
        }
        return this;
    }

    public FileStream Open() => File.Open(Path, FileMode.Open, FileAccess.ReadWrite);

    public void Dispose() => File.Delete(Path);

    private static IEnumerable<string> Parents(string path) => path.Index().Where(letter => letter.Item == '/').Select(letter => path[..letter.Index]);
}

internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
