using Appliance.Imaging;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests.Routers;

/// <summary><c>/xen make-routeros-image</c>, with parts that stand in for real ones.</summary>
public sealed class MakeRouterosImageTests : IAsyncLifetime
{
    private const int MiB = 1 << 20;
    private readonly TestRouter _router = new(new SimulatedHypervisor());

    public async ValueTask InitializeAsync() => await _router.StartAsync();

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task An_image_is_as_large_as_was_said_and_takes_what_is_in_it()
    {
        (await _router.TypeAsync("/xen make-routeros-image file-name=ros1.img file-size=32")).ShouldNotContain("\n\n");
        var image = new FileInfo(Path.Combine(_router.Files, "ros1.img"));
        image.Length.ShouldBe(33_554_432);
        (long.Parse(Tool.Run("stat", "--format=%b", image.FullName)) * 512).ShouldBeInRange(TestSystemDisk.Size, TestSystemDisk.Size + MiB);
        _router.Log.Lines.ShouldContain("RouterOS image ros1.img made by admin");

        using var content = image.OpenRead();
        var disk = ImageRegion.Of(content, content.Length);
        var partitions = PartitionTable.Read(disk);
        var volume = new FatVolume(disk.Part(partitions[0].Offset, partitions[0].Length, "it"));
        volume.Read(volume.FindFile("boot/vmlinuz")!, MiB).ShouldBe(TestSystemDisk.Kernel);
        var packages = new byte[4096];
        disk.Read(partitions[2].Offset, packages);
        System.Text.Encoding.ASCII.GetString(packages).ShouldSatisfyAllConditions(tar => tar.ShouldContain("system.npk"), tar => tar.ShouldContain("xen.disabled"), tar => tar.ShouldNotContain("system.disabled"));
    }

    [Fact]
    public async Task Two_images_have_different_ids()
    {
        await _router.TypeAsync("/xen make-routeros-image file-name=a.img file-size=16\n/xen make-routeros-image file-name=b.img file-size=16");
        ((string[])["a.img", "b.img"]).Select(name => Tool.Run("sfdisk", "--disk-id", Path.Combine(_router.Files, name))).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("file-name=ros1.img file-size=5", "failure: file-size is too small: the least is 6")]
    [InlineData("file-name=there.img file-size=32", "failure: file there.img already exists")]
    [InlineData("file-name=folder file-size=32", "failure: file folder already exists")]
    [InlineData("file-name=nowhere/ros1.img file-size=32", "failure: no such folder")]
    [InlineData("file-name=\"../ros1.img\" file-size=32", "../ros1.img")]
    [InlineData("file-name=.ros1.img file-size=32", "failure: invalid file name")]
    [InlineData("file-name=out/ros1.img file-size=32", "failure: out/ros1.img is outside of the file store")]
    [InlineData("file-name=\"\" file-size=32", "failure: file-name is empty")]
    [InlineData("file-name=ros1.img file-size=0", "value of file-size is out of range (1..16777216)")]
    public async Task What_can_not_be_made_is_refused_and_leaves_nothing(string arguments, string sentence)
    {
        Directory.CreateDirectory(Path.Combine(_router.Files, "folder"));
        File.WriteAllText(Path.Combine(_router.Files, "there.img"), "mine");
        File.CreateSymbolicLink(Path.Combine(_router.Files, "out"), "/tmp");
        (await _router.TypeAsync($"/xen make-routeros-image {arguments}")).ShouldContain(sentence);
        Directory.GetFileSystemEntries(_router.Files).Select(Path.GetFileName).Order().ShouldBe(["folder", "out", "there.img"]);
        File.ReadAllText(Path.Combine(_router.Files, "there.img")).ShouldBe("mine");
    }

    [Fact]
    public async Task A_disk_without_room_and_a_system_that_is_nowhere_are_said()
    {
        _router.System.SystemLength = 1L << 50;
        (await _router.TypeAsync("/xen make-routeros-image file-name=ros1.img file-size=16777216")).ShouldContain("file-size is too small: the least is ");
        _router.System.SystemLength = 15L << 40;
        (await _router.TypeAsync("/xen make-routeros-image file-name=ros1.img file-size=16777216")).ShouldContain("failure: not enough disk space: 1572864");
        _router.System.Refusal = "this router does not run from a disk";
        (await _router.TypeAsync("/xen make-routeros-image file-name=ros1.img file-size=32")).ShouldContain("failure: this router does not run from a disk\n");
        Directory.GetFileSystemEntries(_router.Files).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ctrl_C_ends_it_and_leaves_nothing()
    {
        _router.System.Gate = new TaskCompletionSource().Task;
        using var ctrlC = new CancellationTokenSource();
        var typing = _router.TypeAsync("/xen make-routeros-image file-name=ros1.img file-size=32", ct: ctrlC.Token);
        await _router.System.Asked;
        Directory.GetFileSystemEntries(_router.Files).Length.ShouldBe(1);
        await ctrlC.CancelAsync();
        await typing;
        Directory.GetFileSystemEntries(_router.Files).ShouldBeEmpty();
    }
}
