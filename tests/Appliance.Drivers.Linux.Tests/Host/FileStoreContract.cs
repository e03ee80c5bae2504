using System.Text;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>What every file store does.</summary>
public abstract class FileStoreContract
{
    protected abstract IFileStore Store { get; }

    protected abstract void Put(string name, int size);

    [Fact]
    public void Files_of_folders_are_listed_under_the_folder_s_name()
    {
        Put("ros1.img", 3);
        Put("disks/data.img", 5);
        Names().ShouldBe(["disks", "disks/data.img", "ros1.img"]);
        Store.List().Select(file => file.Size).ShouldBe([0, 5, 3]);
        Store.List().Select(file => file.IsFolder).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Only_a_file_exists()
    {
        Put("disks/data.img", 5);
        Store.Exists(new FilePath("disks/data.img")).ShouldBeTrue();
        Store.Exists(new FilePath("disks")).ShouldBeFalse();
        Store.Exists(new FilePath("other.img")).ShouldBeFalse();
        Store.Exists(FilePath.None).ShouldBeFalse();
        Should.Throw<RefusedException>(() => Store.PathOf(FilePath.None)).Message.ShouldBe("invalid file name");
    }

    [Fact]
    public void A_path_is_below_the_root_whether_the_file_is_there_or_not()
    {
        Put("ros1.img", 3);
        Store.PathOf(new FilePath("ros1.img")).ShouldBe(Store.Root + "/ros1.img");
        Store.PathOf(new FilePath("new/disk.img")).ShouldBe(Store.Root + "/new/disk.img");
    }

    [Fact]
    public void A_file_and_an_empty_folder_can_be_removed_but_not_a_full_one()
    {
        Put("disks/data.img", 5);
        Should.Throw<RefusedException>(() => Store.Remove(new FilePath("disks"))).Message.ShouldBe("folder is not empty");
        Store.Remove(new FilePath("disks/data.img"));
        Store.Remove(new FilePath("disks"));
        Names().ShouldBeEmpty();
        Should.Throw<RefusedException>(() => Store.Remove(new FilePath("disks"))).Message.ShouldBe("no such file");
    }

    [Fact]
    public async Task What_is_written_is_read_again_and_replaces_what_was_there()
    {
        await WriteAsync("backup.rsc", "first");
        await WriteAsync("backup.rsc", "second");
        Read("backup.rsc").ShouldBe("second");
        Store.List().Single().Size.ShouldBe(6);
        Store.Remove(new FilePath("backup.rsc"));
        Should.Throw<RefusedException>(() => Read("backup.rsc")).Message.ShouldBe("no such file");
    }

    [Fact]
    public async Task A_folder_is_not_written_over_and_not_made()
    {
        Put("disks/data.img", 5);
        await WriteAsync("disks/list.txt", "data.img");
        Read("disks/list.txt").ShouldBe("data.img");
        (await Should.ThrowAsync<RefusedException>(() => WriteAsync("disks", ""))).Message.ShouldBe("disks is a folder");
        (await Should.ThrowAsync<RefusedException>(() => WriteAsync("tapes/list.txt", ""))).Message.ShouldBe("no such folder");
        (await Should.ThrowAsync<RefusedException>(() => Store.WriteAsync(FilePath.None, (_, _) => Task.CompletedTask, default))).Message.ShouldBe("invalid file name");
        Should.Throw<RefusedException>(() => Read("disks")).Message.ShouldBe("no such file");
    }

    [Fact]
    public async Task A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        await WriteAsync("backup.rsc", "first");
        await Should.ThrowAsync<OperationCanceledException>(() => Store.WriteAsync(new FilePath("backup.rsc"), async (stream, ct) =>
        {
            await stream.WriteAsync("half"u8.ToArray(), ct);
            throw new OperationCanceledException();
        }, default));
        Read("backup.rsc").ShouldBe("first");
        Leftovers().ShouldBe(["backup.rsc"]);
    }

    [Fact]
    public async Task A_copy_is_another_file_and_replaces_one_only_when_told_to()
    {
        await WriteAsync("a.img", "first");
        await WriteAsync("b.img", "second");
        (await Should.ThrowAsync<RefusedException>(() => Store.CopyAsync(new FilePath("a.img"), new FilePath("b.img"), false, null, default))).Message.ShouldBe("file b.img already exists");
        await Store.CopyAsync(new FilePath("a.img"), new FilePath("b.img"), true, null, default);
        await Store.CopyAsync(new FilePath("a.img"), new FilePath("c.img"), false, null, default);
        await WriteAsync("a.img", "third");
        (Read("b.img"), Read("c.img")).ShouldBe(("first", "first"));
        (await Should.ThrowAsync<RefusedException>(() => Store.CopyAsync(new FilePath("d.img"), new FilePath("e.img"), false, null, default))).Message.ShouldBe("no such file");
    }

    [Fact]
    public void A_file_can_be_made_larger_and_smaller()
    {
        Put("a.img", 5);
        Store.Resize(new FilePath("a.img"), 3L << 30);
        Store.List().Single().Size.ShouldBe(3L << 30);
        Store.Resize(new FilePath("a.img"), 4);
        Store.List().Single().Size.ShouldBe(4);
        Should.Throw<RefusedException>(() => Store.Resize(new FilePath("b.img"), 4)).Message.ShouldBe("no such file");
    }

    protected virtual IEnumerable<string> Leftovers() => Names();

    private Task WriteAsync(string name, string text) => Store.WriteAsync(new FilePath(name), async (stream, ct) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct), default);

    private string Read(string name)
    {
        using var reader = new StreamReader(Store.OpenRead(new FilePath(name)));
        return reader.ReadToEnd();
    }

    protected IEnumerable<string> Names() => Store.List().Select(file => file.Path.ToString());
}

public sealed class SimulatedFileStoreTests : FileStoreContract
{
    private readonly SimulatedFileStore _store = new();

    protected override IFileStore Store => _store;

    protected override void Put(string name, int size) => _store.Put(name, size, default);
}
