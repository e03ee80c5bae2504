using Appliance.Sdk.Plugins;

namespace Appliance.GreetingPlugin;

public sealed class GreetingPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin.Menu<Greeting>();
}
