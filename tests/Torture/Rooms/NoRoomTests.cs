using System.Globalization;
using Appliance.Engine.Tests.Store;

namespace Torture.Rooms;

/// <summary>Disks that really run full, and that really can not be written: the kernel says no, not a stand-in.</summary>
public sealed class NoRoomTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("needs", "namespace")]
    public Task A_full_disk_refuses_commits_and_takes_them_again_when_there_is_room() =>
        FillAsync(Rounds.Of("disk full, in memory"), "mount -t tmpfs -o size=48m tmpfs \"$room\"; \"$torture\" room \"$room\" {0} {1}");

    [Fact]
    [Trait("needs", "root")]
    public Task A_full_ext4_does_the_same()
    {
        Assert.SkipUnless(Room.HasDisks, "only root can make a disk");
        return FillAsync(Rounds.Of("disk full, ext4", share: 0.2),
            "truncate -s 64M \"$image\"; mkfs.ext4 -q -F -m 0 \"$image\"; mount -o loop \"$image\" \"$room\"; \"$torture\" room \"$room\" {0} {1}; umount \"$room\"");
    }

    [Fact]
    [Trait("needs", "root")]
    public async Task A_disk_that_becomes_read_only_refuses_commits_and_the_next_start_reads_it()
    {
        Assert.SkipUnless(Room.HasDisks, "only root can make a disk");
        var rounds = Rounds.Of("disk read only", share: 0.1);
        for (var round = 1; round <= rounds.Count; round++)
        {
            var (status, output) = await Room.RunAsync(_folder.Path, """
                truncate -s 24M "$image"; mkfs.ext4 -q -F "$image"
                mount -o loop,errors=remount-ro "$image" "$room"
                device=$(findmnt -no SOURCE "$room")
                "$torture" read-only "$room" "/sys/fs/ext4/${device#/dev/}/trigger_fs_error"
                umount "$room"
                e2fsck -p -f "$image" >/dev/null || [ $? = 1 ]
                mount -o loop "$image" "$room"
                "$torture" read-only-again "$room"
                umount "$room"
                """);
            output.ShouldBe("refused\nwas there again\n", $"round {round}, status {status}");
        }
        rounds.Report("");
    }

    private async Task FillAsync(Rounds rounds, string script)
    {
        var (status, output) = await Room.RunAsync(_folder.Path, string.Format(CultureInfo.InvariantCulture, script, rounds.Count, Rounds.Seed));
        status.ShouldBe(0, output);
        var refused = int.Parse(output.Trim().Replace("refused ", ""));
        refused.ShouldBeGreaterThan(rounds.Count / 2, "so often the disk was full");
        rounds.Report($"{refused} commits refused");
    }
}
