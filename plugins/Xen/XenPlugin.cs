using Appliance.Sdk.Plugins;
using Appliance.XenPlugin.Disks;
using Appliance.XenPlugin.Guests;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Routers;
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
            .AddSingleton<Autostart>()
            .AddSingleton<DiskImages>()
            .AddSingleton<PackageArchive>()
            .AddSingleton<VifNames>();
        plugin
            .Menu<GlobalSettings, GlobalSettingsReconciler>()
            .Menu<VirtualMachine, VirtualMachineReconciler>(menu => menu
                .Command<StartGuest>("start")
                .Command<ShutdownGuest>("shutdown")
                .Command<OpenConsole>("console")
                .Command<MakeRouterosImage>("make-routeros-image"))
            .Menu<VirtualEthernet, VirtualEthernetReconciler>(menu => menu.Sorted(VirtualEthernet.RunningFirst))
            .Menu<VmInterface, VmInterfaceReconciler>()
            .Menu<DiskImageRow>(menu => menu
                .Rows<DiskImageRows>()
                .Command<ResizeDiskImage>("resize")
                .Command<CloneDiskImage>("clone")
                .Command<SnapshotDiskImage>("snapshot")
                .Command<RevertDiskImage>("revert"))
            .Service<GuestService>()
            .Service<Restarts>()
            .Leftovers<TapLeftovers>();
    }
}
