using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Sessions;

/// <summary>What the router is called at prompts.</summary>
public static class IdentityName
{
    private const string Unnamed = "MikroTik";

    public static string Of(IRouterSession router)
    {
        if (!router.Root.Children.TryGetValue("system", out var system) || !system.Children.TryGetValue("identity", out var menu)) return Unnamed;
        return menu.Schema?.Property("name")?.Text(router.Record(menu), router.Config, ValueStyle.Console) ?? Unnamed;
    }
}
