using Appliance.Imaging.Partitions;

namespace Appliance.Imaging.Tests.Partitions;

/// <summary>Tables that we write, as Debian's sfdisk sees them.</summary>
public sealed class GptDiskTests
{
    [Theory, InlineData(1), InlineData(32), InlineData(5000)]
    public void Others_find_nothing_wrong(int mebibytes)
    {
        using var disk = new TestDisk(mebibytes);
        var gpt = new GptDisk();
        gpt.Add("boot", PartitionTypes.LinuxBoot, 100_000);
        gpt.Add("system", PartitionTypes.Linux, 4096);
        var rest = gpt.AddRest("data", PartitionTypes.Linux, (long)mebibytes << 20);
        using (var file = disk.Open()) gpt.Write(file);

        Tool.Run("sfdisk", "--verify", disk.Path).ShouldContain("No errors detected.");
        var dump = Tool.Run("sfdisk", "--dump", disk.Path);
        dump.ShouldContain("first-lba: 34");
        foreach (var partition in gpt.Partitions)
            dump.ShouldContain($"start={partition.Offset / 512,12}, size={partition.Length / 512,12}, type={partition.Type.ToString().ToUpperInvariant()}, uuid={partition.Id.ToString().ToUpperInvariant()}, name=\"{partition.Name}\"");
        rest.Offset.ShouldBe(GptDisk.Head + GptDisk.Aligned(100_000) + 4096);
        (((long)mebibytes << 20) - GptDisk.Tail - rest.Offset - rest.Length).ShouldBeInRange(0, 4095);
    }

    [Fact]
    public void Each_disk_has_ids_of_its_own()
    {
        var disks = Enumerable.Range(0, 2).Select(_ => new TestDisk(1)).ToList();
        foreach (var disk in disks)
        {
            var gpt = new GptDisk();
            gpt.Add("data", PartitionTypes.Linux, 4096);
            using var file = disk.Open();
            gpt.Write(file);
        }
        disks.SelectMany(disk => (string[])[Tool.Run("sfdisk", "--disk-id", disk.Path), Tool.Run("sfdisk", "--part-uuid", disk.Path, "1")]).Distinct().Count().ShouldBe(4);
        disks.ForEach(disk => disk.Dispose());
    }

    [Fact]
    public void Partitions_that_do_not_fit_are_not_written()
    {
        var gpt = new GptDisk();
        gpt.Add("data", PartitionTypes.Linux, (1 << 20) - GptDisk.Head);
        var disk = new MemoryStream(new byte[1 << 20]);
        Should.Throw<ArgumentException>(() => gpt.Write(disk));
        disk.ToArray().ShouldAllBe(octet => octet == 0);
    }
}
