using System.IO.Compression;
using Appliance.Packages.Container;

namespace Appliance.Packages.Tests.Container;

public class WriterTests
{
    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        var one = Some.Pack(Some.Manifest(), new() { ["boot/a"] = [1], ["boot/b"] = [2] });
        var two = Some.Pack(Some.Manifest(), new() { ["boot/b"] = [2], ["boot/a"] = [1] });
        two.ShouldBe(one);
    }

    [Fact]
    public void A_package_is_a_zip_that_any_program_reads()
    {
        using var zip = new ZipArchive(new MemoryStream(Some.Pack(Some.Manifest(), new() { ["boot/a"] = [1, 2, 3] })));
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "manifest.sig", "boot/a"]);
        using var content = zip.GetEntry("boot/a")!.Open();
        content.ReadByte().ShouldBe(1);
    }

    [Fact]
    public void The_manifest_lists_what_is_inside() => NpkWriter.Listed(new Dictionary<string, byte[]> { ["boot/a"] = [.. "abc"u8] })
        .ShouldBe([new PackagedFile("boot/a", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]);
}
