using Appliance.Imaging.Fat;

namespace Appliance.Imaging.Tests.Fat;

/// <summary>File systems that we write, as Debian's tools and our own reader see them.</summary>
public sealed class Fat16WriterTests
{
    [Theory, InlineData(0), InlineData(511), InlineData(3_700_000), InlineData(50_000_000)]
    public async Task Others_find_nothing_wrong_and_all_files(int kernelSize)
    {
        var (kernel, line) = (Octets.Random(kernelSize), "console=ttyS0\n"u8.ToArray());
        kernel.AsSpan(kernelSize / 3, kernelSize / 4).Clear();
        var writer = new Fat16Writer([new FatSource("boot/vmlinuz", new MemoryStream(kernel)), new FatSource("boot/cmdline", new MemoryStream(line)),
            new FatSource("guest/initrd.img", new MemoryStream(line)), new FatSource("readme.txt", new MemoryStream(line))], 0x12345678);
        using var disk = new TestDisk(0);
        using (var file = disk.Open())
        {
            file.SetLength(4096 + writer.Length);
            long written = 0;
            await writer.WriteAsync(file, 4096, octets => written += octets);
            written.ShouldBe(kernelSize + 3 * line.Length);
            var volume = new FatVolume(ImageRegion.Of(file, file.Length).Part(4096, writer.Length, "it"));
            volume.Read(volume.FindFile("boot/vmlinuz")!, kernelSize).ShouldBe(kernel);
            volume.Read(volume.FindFile("guest/initrd.img")!, 100).ShouldBe(line);
        }
        using var volumeFile = new TemporaryFile((await File.ReadAllBytesAsync(disk.Path))[4096..]);
        Tool.Run("fsck.vfat", "-n", "-v", volumeFile.Path).ShouldContain("Checking for unused clusters");
        Tool.Run("mdir", "-b", "-i", volumeFile.Path, "-s", "::").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order()
            .ShouldBe(["::/boot/", "::/boot/cmdline", "::/boot/vmlinuz", "::/guest/", "::/guest/initrd.img", "::/readme.txt"]);
        Tool.Run("mtype", "-i", volumeFile.Path, "::boot/cmdline").ShouldBe("console=ttyS0\n");
    }

    [Theory, InlineData("boot/deep/er"), InlineData("boot/Vmlinuz"), InlineData("ninechars"), InlineData("a.long"), InlineData("boot/"), InlineData("../x")]
    public void Names_are_short(string path) =>
        Should.Throw<ArgumentException>(() => new Fat16Writer([new FatSource(path, new MemoryStream())], 1));
}
