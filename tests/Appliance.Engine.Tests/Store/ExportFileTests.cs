using Appliance.Engine.Store;
using Appliance.Engine.Store.Export;
using Appliance.Engine.Store.Files;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Store;

public sealed class ExportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "configuration.rsc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_text_that_a_person_can_read()
    {
        ExportFile.Write(File, Example(), new Disk());
        System.IO.File.ReadAllText(File).ShouldBe("""
            # configuration of revision 12
            last space="/xen" id=7
            /interface bridge
            add *1 0 name="bridge1"
            /xen
            add *1A 1024 name="häuser" comment="costs \$5, \"really\"\r\n\01\\"
            # end of revision 12, 2 items, check 
            """ + System.IO.File.ReadAllText(File)[^17..]);
    }

    [Fact]
    public void It_reads_back_as_it_was_written()
    {
        ExportFile.Write(File, Example(), new Disk());
        Edits.Text(ExportFile.Read(File, new NameCache()).ToConfiguration([])).ShouldBe(Edits.Text(Example()));
        Directory.GetFiles(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void A_changed_character_is_noticed()
    {
        ExportFile.Write(File, Example(), new Disk());
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("bridge1", "bridge2"));
        Should.Throw<InvalidDataException>(() => ExportFile.Read(File, new NameCache())).Message.ShouldBe("its check does not match");
    }

    private static StoredConfiguration Example() => new(12,
        [
            new("/xen", new ItemId(0x1A), 1024, new Dictionary<string, string> { ["name"] = "häuser", ["comment"] = "costs $5, \"really\"\r\n\u0001\\" }),
            new("/interface bridge", new ItemId(1), 0, new Dictionary<string, string> { ["name"] = "bridge1" }),
        ], new Dictionary<string, uint> { ["/xen"] = 7 }, []);
}
