using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;

namespace Appliance.UsersPlugin.Tests;

public sealed class UnloadTests
{
    private const int Collections = 10;

    [Fact]
    public async Task A_plugin_that_has_been_used_and_has_left_can_be_collected()
    {
        await using var router = await TestRouter.StartAsync(withUsers: false);
        var context = await UseAsync(router);
        // Else this runs on top of what has just ended, whose variables are still on the stack.
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
        var assembly = context.LoadFromAssemblyPath(typeof(UsersPlugin).Assembly.Location);
        await router.AttachAsync((IPlugin)Activator.CreateInstance(assembly.GetType(typeof(UsersPlugin).FullName!)!)!);
        using (router.Router.Access.Enter(new Login("admin"), isLogged: true))
        {
            (await router.TypeAsync(
                """
                /user add name=bob group=read password=x
                /user group add name=ops policy=read
                /user print detail
                /user group print
                /user active print
                /password old-password="" new-password=a confirm-new-password=a
                """)).ShouldNotContain("failure");
            (await router.LogsInAsync("bob", "x")).ShouldBeTrue();
            (await router.LogsInAsync("bob", "y")).ShouldBeFalse();
            (await router.TypeAsync("/tunnel add\n/user remove bob", "bob")).ShouldContain("not enough permissions (9)");
        }
        var session = router.Router.OpenSession(new Login("bob"));
        await router.DetachAsync();
        session.Login.Policies.HasFlag(Policy.Write).ShouldBeFalse();
        (await router.TypeAsync("/user print")).ShouldContain("bad command name");
        context.Unload();
        return new WeakReference(context);
    }

    /// <summary>Only the plugin itself is loaded anew; everything else is the host's.</summary>
    private sealed class PluginContext() : AssemblyLoadContext("plugin", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => null;
    }
}
