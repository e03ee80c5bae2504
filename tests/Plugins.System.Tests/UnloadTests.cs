using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Appliance.Engine.Store;
using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests;

public sealed class UnloadTests : IDisposable
{
    private const int Collections = 10;
    private readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task A_plugin_that_has_been_used_and_has_left_can_be_collected()
    {
        await using var router = await TestRouter.StartAsync(new MemoryStore(), _folders, plugin: null);
        var context = await UseAsync(router);
        // What waited for the plugin's services may go on upon their stack, which would keep them alive.
        await Task.Yield();
        for (var i = 0; i < Collections && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        context.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(TestRouter router)
    {
        var context = new PluginContext();
        var assembly = context.LoadFromAssemblyPath(typeof(SystemPlugin).Assembly.Location);
        await router.AttachAsync((IPlugin)Activator.CreateInstance(assembly.GetType(typeof(SystemPlugin).FullName!)!)!);
        var screen = await router.TypeAsync(
            """
            /system identity set name=core
            /system clock set time-zone-name=Europe/Riga time=10:00:00
            /system clock print
            /system clock manual print
            /system resource print
            /system package print detail
            /file print
            /undo
            /redo
            /system history print
            /system history print detail
            /log warning "used"
            /system script add name=used source={:global kept do={/system identity print}; :put "run"}
            /system script run used
            /system script print detail
            /system script job print
            /system script environment print
            /system scheduler add interval=1h on-event=used
            /system scheduler print detail
            :execute {/system script run used}
            /log print
            /system reboot
            n
            """);
        screen.ShouldContain("script,warning used");
        screen.ShouldContain("gmt-offset: +03:00");
        await router.DetachAsync();
        (await router.TypeAsync("/system identity print")).ShouldContain("bad command name");
        context.Unload();
        return new WeakReference(context);
    }

    /// <summary>Only the plugin itself is loaded anew; everything else is the host's.</summary>
    private sealed class PluginContext() : AssemblyLoadContext("plugin", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => null;
    }
}
