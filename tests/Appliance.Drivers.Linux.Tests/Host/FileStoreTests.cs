using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class FileStoreTests : FileStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileStore _store;

    public FileStoreTests()
    {
        _store = new FileStore(_folder.Under("store"), utc => utc);
        File.WriteAllText(_folder.Under("secret"), "secret");
    }

    protected override IFileStore Store => _store;

    protected override IEnumerable<string> Leftovers() => Directory.EnumerateFileSystemEntries(_store.Root).Select(path => Path.GetFileName(path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_killed_daemon_was_writing_is_removed()
    {
        Put("ros1.img", 1);
        Directory.CreateDirectory(Path.Combine(_store.Root, "disks"));
        foreach (var name in (string[])[".0123456789abcdef0123456789abcdef", "disks/.0123456789abcdef0123456789abcdef", "disks/.hidden"]) File.WriteAllText(Path.Combine(_store.Root, name), "half");
        _store.RemoveUnfinished();
        Directory.GetFiles(_store.Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order().ShouldBe([".hidden", "ros1.img"]);
    }

    [Fact]
    public void The_time_of_creation_survives_later_writing()
    {
        Put("ros1.img", 1);
        var path = Path.Combine(_store.Root, "ros1.img");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3));
        (DateTime.UtcNow - _store.List().Single().Created).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_copy_of_a_disk_that_is_mostly_empty_takes_no_more_room_and_one_that_is_given_up_leaves_nothing()
    {
        using (var file = File.Create(Path.Combine(_store.Root, "a.img")))
        {
            file.SetLength(3L << 30);
            file.Position = 2L << 30;
            file.Write("here"u8);
        }
        await _store.CopyAsync(new FilePath("a.img"), new FilePath("b.img"), false, null, default);
        var copy = _store.List().Single(file => file.Path.Name == "b.img");
        (copy.Size, copy.Used < 1 << 20).ShouldBe((3L << 30, true));
        using (var file = File.OpenRead(Path.Combine(_store.Root, "b.img")))
        {
            file.Position = 2L << 30;
            var found = new byte[4];
            file.ReadExactly(found);
            found.ShouldBe("here"u8.ToArray());
        }
        await Should.ThrowAsync<OperationCanceledException>(() => _store.CopyAsync(new FilePath("a.img"), new FilePath("c.img"), false, null, new CancellationToken(true)));
        Leftovers().Order().ShouldBe(["a.img", "b.img"]);
    }

    [Fact]
    public void The_time_of_creation_is_shown_in_local_time()
    {
        Put("ros1.img", 1);
        var ahead = new FileStore(_store.Root, utc => utc.AddHours(5)).List().Single().Created;
        (ahead - _store.List().Single().Created).ShouldBe(TimeSpan.FromHours(5));
    }

    [Fact]
    public void Half_written_files_and_names_that_cannot_be_typed_are_not_shown()
    {
        Put(".ros1.img.part", 1);
        Put("new\nline", 1);
        Names().ShouldBeEmpty();
    }

    [Fact]
    public void A_link_that_leads_out_is_as_good_as_not_there()
    {
        Link("out", _folder.Under("secret"));
        Link("relative", "../secret");
        Link("folder", _folder.Path);
        Names().ShouldBeEmpty();
        foreach (var name in (string[])["out", "relative", "folder/secret", "folder/new", "folder"])
        {
            _store.Exists(new FilePath(name)).ShouldBeFalse();
            Should.Throw<RefusedException>(() => _store.PathOf(new FilePath(name))).Message.ShouldBe($"{name} is outside of the file store");
        }
    }

    [Fact]
    public void A_link_inside_is_followed_and_a_loop_is_refused()
    {
        Put("ros1.img", 7);
        Link("again.img", "ros1.img");
        Link("loop", "loop");
        Names().ShouldBe(["again.img", "ros1.img"]);
        _store.List().First().Size.ShouldBe(7);
        _store.PathOf(new FilePath("again.img")).ShouldBe(Path.Combine(_store.Root, "ros1.img"));
        _store.Exists(new FilePath("loop")).ShouldBeFalse();
    }

    [Fact]
    public void The_store_itself_may_be_reached_by_a_link()
    {
        File.CreateSymbolicLink(_folder.Under("link"), _store.Root);
        var store = new FileStore(_folder.Under("link"), utc => utc);
        Put("ros1.img", 1);
        store.Exists(new FilePath("ros1.img")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("./secret")]
    [InlineData("")]
    public void A_name_that_climbs_is_refused(string name)
    {
        _store.Exists(new FilePath(name)).ShouldBeFalse();
        Should.Throw<RefusedException>(() => _store.PathOf(new FilePath(name)));
    }

    [Fact]
    public void Removing_a_link_leaves_its_target_alone()
    {
        Link("out", _folder.Under("secret"));
        Link("folder", _folder.Path);
        _store.Remove(new FilePath("out"));
        Should.Throw<RefusedException>(() => _store.Remove(new FilePath("folder/secret")));
        _store.Remove(new FilePath("folder"));
        File.ReadAllText(_folder.Under("secret")).ShouldBe("secret");
        Directory.EnumerateFileSystemEntries(_store.Root).ShouldBeEmpty();
    }

    protected override void Put(string name, int size)
    {
        var path = Path.Combine(_store.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[size]);
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_store.Root, name), target);
}
