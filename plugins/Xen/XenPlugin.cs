using Appliance.Sdk.Plugins;
using Appliance.XenPlugin.Guests;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Appliance.XenPlugin;

/// <summary>Virtual machines.</summary>
public sealed class XenPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin)
    {
        plugin.Services.TryAddSingleton(HypervisorChoice.Make); // tests bring their own
        plugin.Services
            .AddSingleton<NicWishes>()
            .AddSingleton<GuestRoom>()
            .AddSingleton<GuestList>()
            .AddSingleton<GuestStart>()
            .AddSingleton<VifNames>();
        plugin
            .Menu<GlobalSettings>()
            .Menu<VirtualMachine, VirtualMachineReconciler>(menu => menu
                .Command<StartGuest>("start")
                .Command<ShutdownGuest>("shutdown")
                .Command<OpenConsole>("console"))
            .Menu<VirtualEthernet, VirtualEthernetReconciler>(menu => menu.Sorted(VirtualEthernet.RunningFirst))
            .Menu<VmInterface, VmInterfaceReconciler>()
            .Service<GuestService>()
            .Leftovers<TapLeftovers>();
    }
}
