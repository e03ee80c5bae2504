using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Qemu;
using Appliance.XenPlugin.Hypervisors.Simulated;
using Appliance.XenPlugin.Hypervisors.Xen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin;

/// <summary>Which hypervisor this router has.</summary>
internal static class HypervisorChoice
{
    /// <summary>Set to <c>simulated</c> for a router whose guests are only played.</summary>
    private const string Variable = "APPLIANCE_HYPERVISOR";

    public static IHypervisor Make(IServiceProvider services) =>
        Environment.GetEnvironmentVariable(Variable) == "simulated" ? new SimulatedHypervisor()
            : Toolstack.IsHere ? new XenHypervisor(services.GetRequiredService<IFolders>(), services.GetRequiredService<INetwork>(), services.GetRequiredService<ILoopDevices>(), services.GetRequiredService<ILoggerFactory>())
            : new QemuHypervisor(services.GetRequiredService<IFolders>(), services.GetRequiredService<ILoggerFactory>());
}
