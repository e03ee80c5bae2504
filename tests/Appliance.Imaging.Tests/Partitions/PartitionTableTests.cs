using Appliance.Imaging.Partitions;

namespace Appliance.Imaging.Tests.Partitions;

/// <summary>Tables that Debian's sfdisk wrote.</summary>
public sealed class PartitionTableTests
{
    private const string Gpt = """
        label: gpt
        first-lba: 34
        label-id: 11111111-2222-3333-4444-555555555555
        start=64, size=8192, name=boot, type=BC13C2FF-59E6-4262-A352-B275FD6F7172, uuid=AAAAAAAA-2222-3333-4444-555555555555
        size=4096, name="system and more"
        size=2048, name=data, type=U
        """;

    [Fact]
    public void A_gpt_is_read()
    {
        using var disk = new TestDisk(16).Partitioned(Gpt);
        var partitions = Read(disk);
        partitions.Select(each => (each.Number, each.Name, each.Length / 512)).ShouldBe([(1, "boot", 8192), (2, "system and more", 4096), (3, "data", 2048)]);
        partitions[0].Offset.ShouldBe(64 * 512);
        partitions[0].Type.ShouldBe(PartitionTypes.LinuxBoot);
        partitions[0].Id.ShouldBe(new Guid("AAAAAAAA-2222-3333-4444-555555555555"));
        partitions.Select(each => each.IsEfiSystem).ShouldBe([false, false, true]);
    }

    [Theory, InlineData(512), InlineData(600), InlineData(1024), InlineData(1100)]
    public void The_copy_at_the_end_serves_where_the_first_one_is_damaged(int damaged)
    {
        using var disk = new TestDisk(16).Partitioned(Gpt);
        using (var file = disk.Open())
        {
            file.Position = damaged;
            file.Write("damage"u8);
        }
        Read(disk).Select(each => each.Name).ShouldBe(["boot", "system and more", "data"]);
    }

    [Fact]
    public void A_disk_that_grew_keeps_its_partitions()
    {
        using var disk = new TestDisk(16).Partitioned(Gpt);
        using (var file = disk.Open()) file.SetLength(32 << 20);
        Read(disk).Count.ShouldBe(3);
    }

    [Fact]
    public void Damage_to_both_copies_is_said()
    {
        using var disk = new TestDisk(16).Partitioned(Gpt);
        using (var file = disk.Open())
        {
            foreach (var place in (long[])[520, file.Length - 500])
            {
                file.Position = place;
                file.Write("damage"u8);
            }
        }
        Should.Throw<InvalidImageException>(() => Read(disk)).Message.ShouldBe("its partition table is damaged");
    }

    [Fact]
    public void A_hybrid_disk_counts_by_its_gpt()
    {
        using var disk = new TestDisk(16).Partitioned(Gpt);
        using (var file = disk.Open())
        {
            // A second entry beside the protective one, as boot loaders for old firmware want.
            file.Position = 446 + 16;
            file.Write([0x80, 0, 0, 0, 0x0C, 0, 0, 0, 64, 0, 0, 0, 0, 32, 0, 0]);
        }
        Read(disk).Select(each => each.Name).ShouldBe(["boot", "system and more", "data"]);
    }

    [Fact]
    public void An_mbr_is_read_with_its_logical_partitions()
    {
        using var disk = new TestDisk(16).Partitioned("""
            label: dos
            start=2048, size=4096, type=83
            size=2048, type=ef
            size=16384, type=5
            x5: size=1024, type=83
            x6: size=3072, type=c
            """);
        Read(disk).Select(each => (each.Number, each.Length / 512, each.MbrType)).ShouldBe([(1, 4096, 0x83), (2, 2048, 0xEF), (5, 1024, 0x83), (6, 3072, 0x0C)]);
        Tool.Run("sfdisk", "--dump", disk.Path).ShouldContain($"start={Read(disk)[^1].Offset / 512,12}");
    }

    [Fact]
    public void What_has_no_table_has_no_partitions()
    {
        using var disk = new TestDisk(1);
        Read(disk).ShouldBeEmpty();
        using (var file = disk.Open()) file.SetLength(0);
        Read(disk).ShouldBeEmpty();
    }

    private static IReadOnlyList<Partition> Read(TestDisk disk)
    {
        using var file = disk.Open();
        return PartitionTable.Read(ImageRegion.Of(file, file.Length));
    }
}
