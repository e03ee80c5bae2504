using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.BridgePlugin;

/// <summary>Bridges and their ports.</summary>
public sealed class BridgePlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Bridge, BridgeReconciler>()
        .Menu<BridgePort, BridgePortReconciler>()
        .Leftovers<BridgeLeftovers>()
        .Service<BridgeWatch>();
}
