using Appliance.Packages.Container;
using Appliance.PackageTool;

namespace Appliance.Packages.Tests.Tool;

public sealed class BuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npk").FullName;

    private string Output => Path.Combine(_folder, "Lamp", "bin", "Debug", "net10.0");

    private string Recipe => Path.Combine(_folder, "package.json");

    public BuildTests()
    {
        Directory.CreateDirectory(Path.Combine(Output, "runtimes/linux-x64/native"));
        File.WriteAllText(Recipe, """{ "name": "lamp", "depends": ["system"], "plugins": ["Lamp"] }""");
        foreach (var file in (string[])["Lamp.dll", "Bulb.dll", "runtimes/linux-x64/native/libglow.so", "Appliance.Sdk.dll", "Stray.dll"])
            File.WriteAllBytes(Path.Combine(Output, file), SmallPlugin.Quiet);
        File.WriteAllText(Path.Combine(Output, "Lamp.deps.json"), """
            {
              "runtimeTarget": { "name": "net" },
              "targets": { "net": {
                "Lamp/3.11.0": { "runtime": { "Lamp.dll": {} } },
                "Bulb/1.0.0": {
                  "runtime": { "lib/net8.0/Bulb.dll": {} },
                  "runtimeTargets": {
                    "runtimes/linux-x64/native/libglow.so": { "rid": "linux-x64", "assetType": "native" },
                    "runtimes/win-x64/native/glow.dll": { "rid": "win-x64", "assetType": "native" } } },
                "Appliance.Sdk/3.11.0": { "runtime": { "Appliance.Sdk.dll": {} } },
                "Microsoft.Extensions.Logging.Abstractions/10.0.0": { "runtime": { "lib/net10.0/Microsoft.Extensions.Logging.Abstractions.dll": {} } }
              } }
            }
            """);
    }

    [Fact]
    public void A_package_holds_the_plugin_and_its_private_libraries_and_nothing_that_the_router_has()
    {
        using var package = Build();
        package.Manifest.ToString().ShouldBe("lamp-3.11");
        package.Manifest.Contract.ShouldBe(PackageTarget.ThisRouter.Contract);
        package.Manifest.Plugins.ShouldBe([new PackagedPlugin("Lamp", "plugins/Lamp/Lamp.dll")]);
        package.Manifest.Files.Select(file => file.Path)
            .ShouldBe(["plugins/Lamp/Bulb.dll", "plugins/Lamp/Lamp.dll", "plugins/Lamp/libglow.so"]);
    }

    [Fact]
    public void What_only_machines_need_is_marked_and_may_be_missing()
    {
        File.WriteAllText(Recipe, """{ "name": "lamp", "plugins": ["Lamp"], "machines": "native" }""");
        using (var without = Build()) without.Manifest.Files.ShouldAllBe(file => !file.MachinesOnly);
        Directory.CreateDirectory(Path.Combine(_folder, "native", "boot"));
        File.WriteAllText(Path.Combine(_folder, "native", "boot", "xen"), "hypervisor");
        using var package = Build();
        package.Manifest.Files.Where(file => file.MachinesOnly).Select(file => file.Path).ShouldBe(["boot/xen"]);
    }

    [Fact]
    public void The_same_build_gives_the_same_package()
    {
        using var one = Build();
        var before = File.ReadAllBytes(Path.Combine(_folder, "lamp-3.11.npk"));
        using var two = Build();
        File.ReadAllBytes(Path.Combine(_folder, "lamp-3.11.npk")).ShouldBe(before);
    }

    [Fact]
    public void A_plugin_that_was_not_built_is_a_sentence()
    {
        Directory.Delete(Path.Combine(_folder, "Lamp"), recursive: true);
        Should.Throw<UnusableInputException>(Build).Message.ShouldEndWith("has 0 .deps.json files, not one: build the plugin first");
    }

    [Fact]
    public void A_plugin_that_is_none_is_a_sentence()
    {
        File.WriteAllBytes(Path.Combine(Output, "Lamp.dll"), SmallPlugin.Compile("public sealed class It { }"));
        Should.Throw<UnusableInputException>(Build).Message.ShouldBe("Lamp.dll does not reference Appliance.Sdk");
    }

    [Fact]
    public void A_slip_in_the_recipe_is_a_sentence()
    {
        File.WriteAllText(Recipe, """{ "name": "lamp", "plugin": ["Lamp"] }""");
        Should.Throw<UnusableInputException>(Build).Message.ShouldContain("plugin");
        File.WriteAllText(Recipe, """{ "name": "Lamp Shop", "plugins": ["Lamp"] }""");
        Should.Throw<UnusableInputException>(Build).Message.ShouldBe("Lamp Shop: no router would take the package: its manifest is not valid: the name is not a word");
        Directory.GetFiles(_folder, "*.npk*").ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Npk Build()
    {
        var path = BuildCommand.Build(PackageRecipe.Read(Recipe), "Debug", _folder, Some.Key);
        Npk.TryOpen(path, Some.Trust, out var package, out _).ShouldBeTrue();
        return package!;
    }
}
