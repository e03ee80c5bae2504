using System.Buffers.Binary;
using Appliance.Imaging.Fat;

namespace Appliance.Imaging.Tests.Fat;

/// <summary>File systems that Debian's mkfs.vfat made, with files that mtools put there.</summary>
public sealed class FatVolumeTests
{
    private const int Offset = 1 << 20;
    private static readonly byte[] s_kernel = Octets.Random(300_001), s_small = Octets.Random(5, 2), s_long = Octets.Random(70_000, 3);

    public static TheoryData<int, int> Kinds => new() { { 12, 1 }, { 16, 4 }, { 32, 40 } };

    [Theory, MemberData(nameof(Kinds))]
    public void Files_are_found_by_path_and_read(int bits, int mebibytes)
    {
        using var disk = Make(bits, mebibytes);
        Content(disk, "boot/vmlinuz").ShouldBe(s_kernel);
        Content(disk, "BOOT/VMLINUZ").ShouldBe(s_kernel);
        Content(disk, "boot/A long name, with a ß in it.txt").ShouldBe(s_long);
        Content(disk, "boot/deep/er/cmdline").ShouldBe(s_small);
        Content(disk, "empty").ShouldBe([]);
        foreach (var path in (string[])["vmlinuz", "boot", "boot/", "", "boot/vmlinuz/x", "boot/initrd.img", "boot/../empty", "/empty"]) Content(disk, path).ShouldBeNull(path);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_in_pieces_is_put_together(int bits, int mebibytes)
    {
        using var disk = Make(bits, mebibytes);
        // Every second of many small files goes, so that the next one fills the gaps.
        var volume = $"{disk.Path}@@{Offset}";
        using (var small = new TemporaryFile(Octets.Random(400)))
        {
            foreach (var number in Enumerable.Range(0, 40)) Tool.Run("mcopy", "-i", volume, small.Path, $"::{number}");
        }
        foreach (var number in Enumerable.Range(0, 20)) Tool.Run("mdel", "-i", volume, $"::{2 * number}");
        using (var file = new TemporaryFile(s_long)) Tool.Run("mcopy", "-i", volume, file.Path, "::pieces");
        Content(disk, "pieces").ShouldBe(s_long);
    }

    [Fact]
    public void A_file_whose_chain_is_a_circle_ends()
    {
        using var disk = Make(16, 4);
        using (var file = disk.Open())
        {
            Span<byte> boot = stackalloc byte[512];
            file.Position = Offset;
            file.ReadExactly(boot);
            var table = Offset + BinaryPrimitives.ReadUInt16LittleEndian(boot[14..]) * 512;
            // Every cluster leads to the next one, and the hundredth back to the second.
            file.Position = table + 4;
            for (ushort next = 3; next < 100; next++) file.Write(BitConverter.GetBytes(next));
            file.Write(BitConverter.GetBytes((ushort)2));
        }
        using var image = disk.Open();
        var volume = new FatVolume(ImageRegion.Of(image, image.Length).Part(Offset, image.Length - Offset, "it"));
        volume.FindFile("boot/nowhere").ShouldBeNull();
    }

    [Fact]
    public void Who_reads_a_small_file_gets_no_large_one()
    {
        using var disk = Make(16, 4);
        using var image = disk.Open();
        var volume = new FatVolume(ImageRegion.Of(image, image.Length).Part(Offset, image.Length - Offset, "it"));
        Should.Throw<InvalidImageException>(() => volume.Read(volume.FindFile("boot/vmlinuz")!, 300_000)).Message.ShouldBe("vmlinuz is too large");
    }

    [Fact]
    public void What_is_no_file_system_is_refused()
    {
        using var image = new MemoryStream(new byte[1 << 20]);
        Should.Throw<InvalidImageException>(() => new FatVolume(ImageRegion.Of(image, image.Length))).Message.ShouldBe("it has no FAT file system");
    }

    private static TestDisk Make(int bits, int mebibytes) => new TestDisk(mebibytes + 1).WithFat(bits, Offset, (long)mebibytes << 20,
        ("boot/vmlinuz", s_kernel), ("boot/A long name, with a ß in it.txt", s_long), ("boot/deep/er/cmdline", s_small), ("empty", []));

    private static byte[]? Content(TestDisk disk, string path)
    {
        using var image = disk.Open();
        var volume = new FatVolume(ImageRegion.Of(image, image.Length).Part(Offset, image.Length - Offset, "it"));
        return volume.FindFile(path) is { } file ? volume.Read(file, 1 << 20) : null;
    }
}
