using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

public class ParkingTests
{
    public static TheoryData<string, string, string> Misbehaviour => new()
    {
        { "throws in Register", SmallPluginSource("throw new InvalidOperationException(\"no luck\\nat all\");"), "plugin Bad: no luck" },
        { "throws in its constructor", "public sealed class It : IPlugin { public It() => throw new Exception(\"not today\"); public void Register(IPluginBuilder plugin) { } }", "plugin Bad: not today" },
        { "throws in a static constructor", "public sealed class It : IPlugin { static It() => throw new Exception(\"never\"); public void Register(IPluginBuilder plugin) { } }", "plugin Bad: never" },
        { "has no IPlugin", "public sealed class It { }", "has 0 classes that implement IPlugin, not one" },
        { "has two", "public sealed class A : IPlugin { public void Register(IPluginBuilder plugin) { } } public sealed class B : IPlugin { public void Register(IPluginBuilder plugin) { } }", "has 2 classes that implement IPlugin, not one" },
        { "cannot be created", "public sealed class It(int number) : IPlugin { public void Register(IPluginBuilder plugin) { } }", "plugin Bad: " },
    };

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public async Task A_plugin_that(string misbehaves, string source, string reason)
    {
        misbehaves.ShouldNotBeEmpty();
        using var router = await With(SmallPlugin.Compile(source));

        var bad = router.Installed.Single(each => each.Name == "bad");
        bad.Problem.ShouldContain(reason);
        bad.Problem.ShouldNotContain("\n");
        router.Log.Lines.ShouldContain($"system,error package bad is parked: {bad.Problem}");
        router.Engine.Events.ShouldBe(["+Xen"]);
        router.Installed.Single(each => each.Name == "xen").Problem.ShouldBeEmpty();

        // Only the one that throws in Register gets as far as the engine; it must not stay in memory either.
        if (router.Engine.Contexts.Count == 2)
            (await Memory.IsGoneAsync(router.Engine.Contexts[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task Code_that_the_contract_does_not_have_is_parked()
    {
        // What the file's references say is checked at install; what the code calls shows only when it is loaded.
        var bent = PatchedAssembly.Renamed(SmallPlugin.Quiet, "IPluginBuilder", "IPluginBuildir");
        using var router = await With(bent);
        router.Installed.Single(each => each.Name == "bad").Problem.ShouldStartWith("plugin Bad: it does not fit this router's contract: Method 'Register'");
        router.Engine.Events.ShouldBe(["+Xen"]);
    }

    [Fact]
    public async Task One_bad_plugin_leaves_the_others_of_its_package_alone()
    {
        using var router = new TestRouter();
        router.Upload("system.npk", Some.Package(Some.Manifest("system"),
            ("Bad", SmallPlugin.WithRegister("throw new Exception(\"no luck\");")), ("Good", SmallPlugin.Quiet)));
        await router.StartAsync();
        router.Engine.Events.ShouldBe(["+Good"]);
        router.Installed[0].Problem.ShouldBe("plugin Bad: no luck");
    }

    [Fact]
    public async Task A_package_that_rots_on_the_disk_is_parked_and_the_rest_runs()
    {
        using var router = await With(SmallPlugin.Quiet);
        var path = Path.Combine(router.Folders.Installed, "bad.npk");
        var content = File.ReadAllBytes(path);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(path, content);

        await router.RebootAsync();

        router.Installed.Single(each => each.Name == "bad").Problem.ShouldBe("it is damaged or not complete");
        router.Installed.Single(each => each.Name == "xen").Problem.ShouldBeEmpty();
        (await router.ApplyAsync(PackageChange.Uninstall, "bad")).ShouldBeNull();
    }

    [Fact]
    public async Task A_broken_packages_folder_does_not_keep_the_router_from_starting()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        File.WriteAllText(router.Folders.Installed, "not a folder");
        await router.StartAsync();
        router.Installed.ShouldBeEmpty();
        router.Log.Lines.ShouldNotBeEmpty();
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["system-3.11.npk"]);
    }

    [Fact]
    public async Task A_damaged_unpacked_plugin_is_unpacked_again()
    {
        using var router = await With(SmallPlugin.Quiet);
        foreach (var path in Directory.EnumerateFiles(router.Folders.Unpacked, "*.dll", SearchOption.AllDirectories))
            File.WriteAllBytes(path, [1, 2, 3]);
        await router.RebootAsync();
        router.Installed.ShouldAllBe(each => each.Problem == "");
    }

    private static string SmallPluginSource(string register) => $"public sealed class It : IPlugin {{ public void Register(IPluginBuilder plugin) {{ {register} }} }}";

    private static async Task<TestRouter> With(byte[] plugin)
    {
        var router = new TestRouter();
        router.UploadSystem();
        router.Upload("bad.npk", Some.Package(Some.Manifest("bad"), ("Bad", plugin)));
        router.Upload("xen.npk", Some.Package(Some.Manifest(), ("Xen", SmallPlugin.Quiet)));
        await router.StartAsync();
        return router;
    }
}
