using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary><c>/xen disk-image</c>.</summary>
public sealed class DiskImageTests : IAsyncLifetime
{
    private const long GiB = 1L << 30;
    private readonly TestRouter _router = new(new SimulatedHypervisor());

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        File.WriteAllText(_router.NewFile("a.img"), "first");
        _router.NewFile("notes.txt");
        await _router.TypeAsync("/xen add name=a disk-image=a.img memory=96 comment=shop\n/xen interface add virtual-machine=a");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Disks_are_listed_with_their_size_what_they_take_and_whose_they_are()
    {
        using (var large = File.Create(Path.Combine(_router.Files, "large.img"))) large.SetLength(5 * GiB);
        var shown = await _router.TypeAsync("/xen disk-image print detail");
        shown.ShouldContain("name=\"large.img\" size=5368709120 used=0 in-use-by=\"\" snapshots=\"\"");
        shown.ShouldContain("name=\"a.img\" size=5 used=");
        shown.ShouldContain("in-use-by=\"a\"");
        shown.ShouldNotContain("notes.txt");
    }

    [Fact]
    public async Task A_disk_grows_and_never_shrinks()
    {
        (await _router.TypeAsync("/xen disk-image resize a.img file-size=4096")).ShouldNotContain("failure");
        new FileInfo(Path.Combine(_router.Files, "a.img")).Length.ShouldBe(4 * GiB);
        (await _router.TypeAsync("/xen disk-image resize a.img file-size=4095")).ShouldEndWith("failure: disk image a.img has 4096 MiB and can not be made smaller\n");
    }

    [Fact]
    public async Task A_snapshot_brings_back_what_was()
    {
        await _router.TypeAsync("/xen disk-image snapshot a.img snapshot=before");
        File.WriteAllText(Path.Combine(_router.Files, "a.img"), "second, and longer");
        (await _router.TypeAsync("/xen disk-image snapshot a.img snapshot=before")).ShouldEndWith("failure: disk image a.img already has a snapshot before\n");
        (await _router.TypeAsync("/xen disk-image revert a.img snapshot=after")).ShouldEndWith("failure: disk image a.img has no snapshot after\n");
        (await _router.TypeAsync("/xen disk-image print detail")).ShouldContain("snapshots=\"before\"");
        await _router.TypeAsync("/xen disk-image revert a.img snapshot=before");
        File.ReadAllText(Path.Combine(_router.Files, "a.img")).ShouldBe("first");
        (await _router.TypeAsync("/xen disk-image snapshot a.img snapshot=\"../up\"")).ShouldEndWith("failure: name of a snapshot has 1 to 64 letters, digits and -_\n");
    }

    [Theory]
    [InlineData("resize a.img file-size=4096")]
    [InlineData("snapshot a.img snapshot=y")]
    [InlineData("revert a.img snapshot=x")]
    [InlineData("clone a.img file-name=b.img")]
    public async Task The_disk_of_a_running_guest_is_not_touched(string command)
    {
        File.WriteAllText(Path.Combine(_router.Files, "a.img.x.snapshot"), "old");
        await _router.TypeAsync("/xen enable a");
        (await _router.TypeAsync($"/xen disk-image {command}")).ShouldContain("disk image a.img is in use: shut a down first");
        File.ReadAllText(Path.Combine(_router.Files, "a.img")).ShouldBe("first");
        File.Exists(Path.Combine(_router.Files, "b.img")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clone_is_another_disk_of_another_machine_with_addresses_of_its_own()
    {
        (await _router.TypeAsync("/xen disk-image clone a.img file-name=b.img name=b")).ShouldNotContain("failure");
        File.ReadAllText(Path.Combine(_router.Files, "b.img")).ShouldBe("first");
        var shown = await _router.TypeAsync("/xen print detail\n:put [/xen interface get 0 vm-mac-addr]\n:put [/xen interface get 1 vm-mac-addr]");
        shown.ShouldContain("1 X ;;; shop");
        shown.ShouldContain("name=\"b\" disk=hda disk-image=\"b.img\"");
        shown.ShouldContain("memory=96");
        var addresses = shown.Split('\n').Where(line => line.Length == 17 && line[2] == ':').ToList();
        addresses.Count.ShouldBe(2);
        addresses[0].ShouldNotBe(addresses[1]);
        (await _router.TypeAsync("/xen enable a,b\n/xen print")).Split("256    running").Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("clone a.img file-name=a.img", "failure: file a.img already exists")]
    [InlineData("clone a.img file-name=notes.txt", "failure: file notes.txt already exists")]
    [InlineData("clone a.img file-name=b.img name=a", "failure: already have item with such name")]
    [InlineData("clone a.img file-name=nowhere/b.img", "failure: no such folder")]
    [InlineData("clone nothing.img file-name=b.img", "no such item")]
    [InlineData("resize a.img", "missing value(s) of argument(s) file-size")]
    public async Task A_mistake_gets_one_sentence_and_leaves_nothing_behind(string command, string sentence)
    {
        (await _router.TypeAsync($"/xen disk-image {command}")).ShouldEndWith(sentence + "\n");
        Directory.GetFileSystemEntries(_router.Files).Select(Path.GetFileName).Order().ShouldBe(["a.img", "notes.txt"]);
    }
}
