using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Clocks;

/// <summary>Takes effect while the clock's zone has no name.</summary>
public sealed class ManualZoneReconciler(IMachine machine) : Reconciler<ManualZone>
{
    public override Task EnsureAsync(ManualZone want, IApplyScope scope, CancellationToken ct) =>
        scope.Config.Settings<Clock>().TimeZoneName.IsManual ? machine.SetTimeZoneAsync(want.ToZone(), ct) : Task.CompletedTask;
}
