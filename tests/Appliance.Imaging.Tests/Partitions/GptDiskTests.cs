using System.Text.RegularExpressions;
using Appliance.Imaging.Partitions;

namespace Appliance.Imaging.Tests.Partitions;

/// <summary>Tables that we write, as Debian's sfdisk sees them.</summary>
public sealed class GptDiskTests
{
    private static Regex IdPattern { get; } = new("(?<=label-id: |uuid=)[0-9A-F-]{36}");

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

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_copy_gets_new_ids_and_stays_what_it_is(int damaged)
    {
        using var disk = new TestDisk(2);
        var gpt = new GptDisk();
        gpt.Add("boot", PartitionTypes.LinuxBoot, 4096);
        gpt.AddRest("data", PartitionTypes.Linux, 2 << 20);
        using (var file = disk.Open())
        {
            gpt.Write(file);
            file.Position = damaged switch { 1 => 512, 2 => file.Length - 512, _ => 0 };
            if (damaged > 0) file.Write(new byte[512]);
        }

        var before = Tool.Run("sfdisk", "--dump", disk.Path).Split('\n');
        using (var file = disk.Open()) GptIds.Renew(file);
        var after = Tool.Run("sfdisk", "--dump", disk.Path).Split('\n');
        if (damaged == 0) Tool.Run("sfdisk", "--verify", disk.Path).ShouldContain("No errors detected.");
        Ids(after).Intersect(Ids(before)).ShouldBeEmpty();
        Ids(after).Distinct().Count().ShouldBe(3);
        after.Select(Plain).ShouldBe(before.Select(Plain));

        static IEnumerable<string> Ids(IEnumerable<string> dump) => dump.SelectMany(line => IdPattern.Matches(line).Select(match => match.Value));
        static string Plain(string line) => IdPattern.Replace(line, "");
    }

    [Fact]
    public void A_disk_without_a_table_stays_as_it_is()
    {
        var disk = new MemoryStream(Enumerable.Range(0, 4096).Select(octet => (byte)octet).ToArray());
        var before = disk.ToArray();
        GptIds.Renew(disk);
        disk.ToArray().ShouldBe(before);
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
