using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine.Schema;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Files;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Files;

public sealed class FileTests
{
    private static readonly DateTime s_made = new(2008, 6, 6, 14, 47, 23);
    private readonly SimulatedFileStore _store = new();
    private readonly FileRows _rows;

    public FileTests() => _rows = new FileRows(_store);

    [Theory]
    [InlineData("ros1.img", ".img file")]
    [InlineData("ROS1.IMG", ".img file")]
    [InlineData("setup.rsc", "script")]
    [InlineData("night.backup", "backup")]
    [InlineData("xen-3.11.npk", "package")]
    [InlineData("vmlinuz", "file")]
    [InlineData("disks/data.img", ".img file")]
    public void The_type_follows_from_the_name(string name, string type)
    {
        _store.Put(name, 1, s_made);
        Read().Last().Type.ShouldBe(type);
    }

    [Fact]
    public void A_row_shows_what_the_manual_shows()
    {
        _store.Put("ros1.img", 33554432, s_made);
        var schema = new MenuSchema(typeof(FileRow));
        schema.BriefColumns.Select(column => (column.Name, column.Width)).ShouldBe([("name", 0), ("type", 0), ("size", 10), ("creation-time", 20)]);
        schema.BriefColumns.Select(column => column.Text(Read().Single(), null!, ValueStyle.Console))
            .ShouldBe(["ros1.img", ".img file", "33554432", "jun/06/2008 14:47:23"]);
        schema.FlagGroups.ShouldBeEmpty();
        schema.CanComment.ShouldBeFalse();
    }

    [Fact]
    public void A_folder_has_no_size()
    {
        _store.Put("disks/data.img", 5, s_made);
        var folder = Read().First();
        folder.Type.ShouldBe("directory");
        folder.Size.ShouldBeNull();
    }

    [Fact]
    public async Task Removing_takes_the_file_away_and_a_second_time_says_so()
    {
        _store.Put("ros1.img", 1, s_made);
        var row = Read().Single();
        (await _rows.RemoveAsync(row, default)).ShouldBeNull();
        Read().ShouldBeEmpty();
        (await _rows.RemoveAsync(row, default)).ShouldBe(Problem.Failure("no such file", "name"));
    }

    private List<FileRow> Read() => [.. _rows.Read(new FakeScope())];
}
