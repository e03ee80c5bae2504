using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.XenPlugin.Tests;

/// <summary>The menus of other plugins that this one relies on, without what they do.</summary>
public sealed class NetworkMenus : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin.Menu<Interface>().Menu<Bridge>().Menu<BridgePort>();
}
