using Appliance.Imaging.Partitions;
using Appliance.Imaging.Routers;

namespace Appliance.Imaging.Tests.Routers;

/// <summary>A router's disk, as Debian's tools see it.</summary>
public sealed class RouterDiskTests
{
    private const long MiB = 1 << 20;
    private static readonly byte[] s_kernel = Octets.Random(3_500_000), s_system = Octets.Random(1_000_000, 2), s_package = Octets.Random(70_001, 3);

    [Fact]
    public async Task Its_parts_are_where_their_names_say()
    {
        using var disk = new TestDisk(32);
        long told = 0;
        var router = Make();
        using (var file = disk.Open()) await router.WriteAsync(file, done => told = done, default);
        told.ShouldBe(router.Content);
        new FileInfo(disk.Path).Length.ShouldBe(32 * MiB);

        Tool.Run("sfdisk", "--verify", disk.Path).ShouldContain("No errors detected.");
        IReadOnlyList<Partition> partitions;
        using (var file = disk.Open()) partitions = PartitionTable.Read(ImageRegion.Of(file, file.Length));
        partitions.Select(each => each.Name).ShouldBe(["boot", "system", "packages", "data"]);
        var octets = await File.ReadAllBytesAsync(disk.Path);
        byte[] Content(int index) => octets[(int)partitions[index].Offset..(int)(partitions[index].Offset + partitions[index].Length)];

        using var boot = new TemporaryFile(Content(0));
        Tool.Run("fsck.vfat", "-n", boot.Path);
        Tool.Run("mtype", "-i", boot.Path, "::boot/cmdline").ShouldBe("console=ttyS0 root=PARTLABEL=system\n");
        Tool.Run("mdir", "-b", "-i", boot.Path, "::boot").ShouldNotContain("initrd");
        Content(1)[..s_system.Length].ShouldBe(s_system);
        using var packages = new TemporaryFile(Content(2));
        Tool.Run("tar", "--list", "--verbose", "--numeric-owner", "--full-time", "--file", packages.Path).Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " ")).ShouldBe(
            ["-rw-r--r-- 0/0 70001 1970-01-01 00:00:00 system.npk", "-rw-r--r-- 0/0 70001 1970-01-01 00:00:00 xen.npk", "-rw-r--r-- 0/0 0 1970-01-01 00:00:00 xen.disabled", ""]);
        Tool.Run("bash", "-c", $"tar --extract --to-stdout --file {packages.Path} xen.npk | sha256sum").ShouldStartWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(s_package)));
        Content(3).ShouldAllBe(octet => octet == 0);
        partitions[3].Length.ShouldBeGreaterThan(26 * MiB);
    }

    [Fact]
    public async Task The_least_size_is_enough_and_an_octet_less_is_not()
    {
        var router = Make();
        var disk = new MemoryStream(new byte[(router.LeastLength + 511) / 512 * 512]);
        await router.WriteAsync(disk, _ => { }, default);
        var data = PartitionTable.Read(ImageRegion.Of(disk, disk.Length))[3];
        data.Length.ShouldBeGreaterThanOrEqualTo(RouterDisk.LeastData - 4096);
        var small = new MemoryStream(new byte[2 * MiB]);
        await Should.ThrowAsync<ArgumentException>(() => Make().WriteAsync(small, _ => { }, default));
    }

    [Fact]
    public async Task A_part_that_ends_early_leaves_no_disk()
    {
        using var disk = new MemoryStream(new byte[32 * MiB]);
        var router = new RouterDisk(new MemoryStream(s_kernel), null, "quiet", new MemoryStream(s_system), s_system.Length + 1, []);
        await Should.ThrowAsync<InvalidImageException>(() => router.WriteAsync(disk, _ => { }, default));
        Mbr.Read(ImageRegion.Of(disk, disk.Length)).ShouldBeNull();
    }

    private static RouterDisk Make() => new(new MemoryStream(s_kernel), null, "console=ttyS0 root=PARTLABEL=system", new MemoryStream(s_system), s_system.Length,
        [new("system.npk", new MemoryStream(s_package)), new("xen.npk", new MemoryStream(s_package)), new("xen.disabled", new MemoryStream())]);
}
