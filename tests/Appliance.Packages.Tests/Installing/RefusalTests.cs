using System.Text;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Appliance.Sdk.Plugins;

namespace Appliance.Packages.Tests.Installing;

public class RefusalTests
{
    private static readonly byte[] s_sdk = File.ReadAllBytes(typeof(IPlugin).Assembly.Location);
    private static readonly Dictionary<string, byte[]> s_files = new() { ["plugins/Xen/Xen.dll"] = SmallPlugin.Quiet };

    private static PackageManifest Xen { get; } = Some.Manifest() with { Plugins = [new PackagedPlugin("Xen", "plugins/Xen/Xen.dll")] };

    private static PackageManifest XenListed { get; } = Xen with { Files = NpkWriter.Listed(s_files) };

    [Fact]
    public Task Unsigned() => Refuses(Some.Forged(XenListed, s_files, signed: false), "it is not signed");

    [Fact]
    public async Task Signed_by_a_stranger()
    {
        using var stranger = SigningKey.Generate();
        await Refuses(Some.Pack(Xen, s_files, stranger), "it is signed by a key that this router does not trust");
    }

    [Fact]
    public Task A_manifest_changed_after_signing()
    {
        var manifest = Encoding.UTF8.GetBytes("{}");
        using var zip = new MemoryStream();
        NpkWriter.Write(zip, manifest, Some.Key.Sign("other"u8).ToBytes(), s_files);
        return Refuses(zip.ToArray(), "it is damaged: the manifest is not the one that was signed");
    }

    [Fact]
    public Task A_file_changed_after_signing() =>
        Refuses(Some.Forged(XenListed, new() { ["plugins/Xen/Xen.dll"] = [1, 2, 3] }), "it is damaged: the content of plugins/Xen/Xen.dll is not the one that was signed");

    [Fact]
    public Task A_file_missing() => Refuses(Some.Forged(XenListed, []), "it is damaged: plugins/Xen/Xen.dll is missing");

    [Fact]
    public Task A_file_too_many() =>
        Refuses(Some.Forged(XenListed, new(s_files) { ["plugins/Xen/More.dll"] = [1] }), "it holds the file plugins/Xen/More.dll, which its manifest does not name");

    [Fact]
    public Task Half_uploaded() => Refuses(Some.Pack(Xen, s_files)[..^200], "it is damaged or not complete");

    [Fact]
    public Task Empty() => Refuses([], "it is damaged or not complete");

    [Fact]
    public Task No_zip_at_all() => Refuses(Encoding.ASCII.GetBytes(new string('x', 10_000)), "it is damaged or not complete");

    [Fact]
    public Task Built_for_another_contract() => Refuses(Some.Pack(Xen with { Contract = 7 },
        new() { ["plugins/Xen/Xen.dll"] = PatchedAssembly.WithContract(SmallPlugin.Quiet, 7) }), "it was built for contract 7, this router has contract 1");

    [Fact]
    public Task A_manifest_that_hides_another_contract() => Refuses(Some.Pack(Xen,
        new() { ["plugins/Xen/Xen.dll"] = PatchedAssembly.WithContract(SmallPlugin.Quiet, 7) }), "its manifest is not valid: plugins/Xen/Xen.dll was built for contract 7");

    [Fact]
    public Task Made_for_another_architecture() => Refuses(Some.Pack(Xen with { Architecture = "mipsbe" }, s_files), "it is made for mipsbe, this router is x86");

    [Fact]
    public Task Missing_dependency() => Refuses(Some.Pack(Xen with { Depends = ["system", "advanced-tools"] }, s_files), "it needs package advanced-tools, which is not installed");

    [Fact]
    public Task Another_version_than_system() => Refuses(Some.Pack(Xen with { Version = "3.10" }, s_files), "its version is 3.10, that of package system is 3.11");

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("plugins/../../evil")]
    [InlineData("plugins\\..\\evil")]
    [InlineData("plugins//evil")]
    public Task A_path_outside(string path) => Refuses(Some.Pack(Some.Manifest(), new() { [path] = [1] }), $"it holds the path {path}, which leads outside of the package");

    [Fact]
    public Task A_path_outside_that_the_manifest_does_not_name() =>
        Refuses(Some.Forged(XenListed, new(s_files) { ["../evil"] = [1] }), "it holds the path ../evil, which leads outside of the package");

    [Fact]
    public Task A_file_without_a_place() => Refuses(Some.Pack(Some.Manifest(), new() { ["etc/passwd"] = [1] }), "it holds the file etc/passwd, for which packages have no place");

    [Fact]
    public Task Too_big_by_its_own_word() => Refuses(Some.Forged(Xen with { Files = [new("boot/big", 1L << 40, "00")] }, []), "it is too big: a package may have 512 MiB when unpacked");

    [Fact]
    public Task Sizes_whose_sum_wraps_around() => Refuses(Some.Forged(Some.Manifest() with
    {
        Files = [new("boot/one", long.MaxValue, "00"), new("boot/two", long.MaxValue, "00"), new("boot/three", 10, "00")],
    }, []), "it is too big: a package may have 512 MiB when unpacked");

    [Fact]
    public Task A_bomb_that_lies_about_its_size()
    {
        var bomb = new Dictionary<string, byte[]> { ["boot/bomb"] = new byte[200 << 20] };
        var manifest = Some.Manifest() with { Files = [new("boot/bomb", 1000, NpkWriter.Listed(bomb)[0].Sha256)] };
        return Refuses(Some.Forged(manifest, bomb), "it is damaged: the content of boot/bomb is not the one that was signed");
    }

    [Theory]
    [InlineData("plugins/Xen/Appliance.Sdk.dll")]
    [InlineData("plugins/Xen/Innocent.dll")]
    public Task Its_own_copy_of_the_SDK(string path) =>
        Refuses(Some.Pack(Xen, new(s_files) { [path] = s_sdk }), $"it brings its own copy of Appliance.Sdk as {path}");

    [Theory]
    [InlineData("[]", "it can not be parsed")]
    [InlineData("{}", "it can not be parsed")]
    [InlineData("{'name':'xen', MORE, 'name':'xen'}", "it can not be parsed")]
    [InlineData("{'name':null, MORE}", "it can not be parsed")]
    [InlineData("{'name':'../xen', MORE}", "the name is not a word")]
    [InlineData("{'name':'xen', MORE, 'version':'3.11\\n'}", "the version is not a number such as 3.11")]
    [InlineData("{'name':'xen', MORE, 'files':[null]}", "a file has no size")]
    [InlineData("{'name':'xen', MORE, 'depends':[null]}", "a dependency is not a word")]
    [InlineData("{'name':'xen', MORE, 'plugins':[{'name':'Xen','assembly':'plugins/Xen/Xen.dll'}]}", "plugin Xen is not in the package")]
    public Task A_manifest_without_sense(string manifest, string reason)
    {
        // The rest of a sound manifest, less what the case says itself.
        string[] rest = ["'version':'3.11'", "'description':''", "'contract':1", "'architecture':'x86'", "'build-time':'2008-06-09T00:00:00Z'", "'depends':[]", "'plugins':[]", "'files':[]"];
        var more = string.Join(',', rest.Where(part => !manifest.Contains(part.Split(':')[0])));
        return Refuses(Some.Forged(Encoding.UTF8.GetBytes(manifest.Replace("MORE", more).Replace('\'', '"')), []), $"its manifest is not valid: {reason}");
    }

    /// <summary>
    /// Refused with exactly this sentence, at a start and for who typed <c>apply-changes</c>; the file stays, and nothing of it is anywhere else.
    /// </summary>
    private static async Task Refuses(byte[] package, string sentence)
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen-3.11.npk", package);

        await router.StartAsync();
        router.Log.Lines.ShouldBe([$"system,error can not install xen-3.11.npk: {sentence}", "system,info installed system-3.11"], ignoreOrder: true);
        NothingIsLeft(router);

        var applied = await router.ApplyAsync();
        applied.Done.ShouldBeEmpty();
        applied.Refused.ShouldBe([$"can not install xen-3.11.npk: {sentence}"]);
        NothingIsLeft(router);
    }

    private static void NothingIsLeft(TestRouter router)
    {
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["xen-3.11.npk"]);
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk"]);
        router.FilesBelow(router.Folders.Unpacked).ShouldBeEmpty();
        router.Installed.Select(each => each.Name).ShouldBe(["system"]);
        router.Engine.Events.ShouldBeEmpty();
    }
}
