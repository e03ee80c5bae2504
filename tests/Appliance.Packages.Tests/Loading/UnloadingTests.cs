using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

[Collection(Alone.Name)]
public class UnloadingTests
{
    private const int Cycles = 50;

    private static readonly byte[] s_plugin = SmallPlugin.Compile("""
        [Menu("/thing")] public sealed record Thing : NamedItem { public int Size { get; init; } }
        public sealed class Things : Reconciler<Thing> { }
        public sealed class It : IPlugin { public void Register(IPluginBuilder plugin) => plugin.Menu<Thing, Things>(); }
        """);

    [Fact]
    public async Task An_uninstalled_plugin_leaves_the_memory()
    {
        using var router = await WithThing();
        (await router.ApplyAsync(PackageChange.Uninstall, "xen")).ShouldBeNull();
        (await Memory.IsGoneAsync(router.Engine.Contexts.Single())).ShouldBeTrue();
    }

    [Fact]
    public async Task Loading_and_unloading_again_and_again_costs_nothing()
    {
        using var router = await WithThing();
        await router.RebootAsync();
        var files = OpenFiles();
        Memory.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var cycle = 0; cycle < Cycles; cycle++)
            await router.RebootAsync();

        (await Memory.AreGoneAsync(router.Engine.Contexts.SkipLast(1))).ShouldBeTrue();
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2 << 20);
        OpenFiles().ShouldBeLessThanOrEqualTo(files);
    }

    private static int OpenFiles() => Directory.GetFiles("/proc/self/fd").Length;

    private static async Task<TestRouter> WithThing()
    {
        var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen.npk", Some.Package(Some.Manifest(), ("Xen", s_plugin)));
        await router.StartAsync();
        return router;
    }
}
