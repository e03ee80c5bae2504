using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin;

/// <summary>The kernel's host name is the router's name.</summary>
public sealed class IdentityReconciler(IMachine machine) : Reconciler<Identity>
{
    public override Task EnsureAsync(Identity want, IApplyScope scope, CancellationToken ct) => machine.SetHostNameAsync(want.Name, ct);
}
