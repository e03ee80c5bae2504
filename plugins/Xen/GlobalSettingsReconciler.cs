using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.XenPlugin;

/// <summary>The boot loader knows how much memory Xen leaves to this router. Elsewhere the setting waits for a machine that can do it.</summary>
public sealed class GlobalSettingsReconciler(IBootConfiguration boot, IMachine machine) : Reconciler<GlobalSettings>
{
    public override Task EnsureAsync(GlobalSettings want, IApplyScope scope, CancellationToken ct) =>
        boot.Usable ? boot.SetLimitAsync(want.MemoryForMain, ct) : Task.CompletedTask;

    public override GlobalSettings Observe(GlobalSettings item, IConfigView config) => !boot.Usable || boot.LimitInForce == item.MemoryForMain ? item
        : item with { MemoryInForce = boot.LimitInForce ?? (int)(machine.Resources().TotalMemory >> 20) };
}
