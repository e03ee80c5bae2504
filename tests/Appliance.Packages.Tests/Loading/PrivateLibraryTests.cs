using Appliance.Packages.Container;

namespace Appliance.Packages.Tests.Loading;

public class PrivateLibraryTests
{
    [Fact]
    public async Task Two_plugins_use_different_versions_of_one_library()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        foreach (var (name, word) in (ReadOnlySpan<(string, string)>)[("A", "one"), ("B", "two")])
        {
            var words = SmallPlugin.Compile("Words", $"public static class Words {{ public static string First => \"{word}\"; }}");
            router.Upload($"{name}.npk", Package(name, Saying(name, "Words.First", words), ("Words.dll", words)));
        }

        await router.StartAsync();
        router.Installed.Select(each => each.Problem).ShouldBe(["", "plugin A: one", "plugin B: two"]);
    }

    [Fact]
    public async Task A_plugin_brings_a_native_library()
    {
        const string Sodium = "[System.Runtime.InteropServices.DllImport(\"libglow\")] static extern int sodium_library_version_major()";
        var native = Directory.GetFiles(AppContext.BaseDirectory, "libsodium.so", SearchOption.AllDirectories).Single(path => path.Contains("linux-x64"));
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("lamp.npk", Package("Lamp", Saying("Lamp", "$\"{sodium_library_version_major() > 0}\"; " + Sodium), ("libglow.so", File.ReadAllBytes(native))));
        await router.StartAsync();
        router.Installed[1].Problem.ShouldBe("plugin Lamp: True");
    }

    // The plugin's only way to tell what it sees here is to fail.
    private static byte[] Saying(string plugin, string expression, params byte[][] libraries) => SmallPlugin.Compile(plugin,
        $"public sealed class It : IPlugin {{ public void Register(IPluginBuilder plugin) => throw new Exception(Text); static string Text => {expression}; }}", libraries);

    private static byte[] Package(string plugin, byte[] assembly, (string Name, byte[] Content) library) => Some.Pack(
        Some.Manifest(plugin.ToLowerInvariant()) with { Plugins = [new PackagedPlugin(plugin, Some.PathOf(plugin))] },
        new() { [Some.PathOf(plugin)] = assembly, [$"plugins/{plugin}/{library.Name}"] = library.Content });
}
