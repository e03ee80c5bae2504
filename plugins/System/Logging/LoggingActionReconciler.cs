using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Logging;

/// <summary>Any change of an action makes the whole set anew.</summary>
public sealed class LoggingActionReconciler(LoggingSet set) : Reconciler<LoggingAction>
{
    public override Task EnsureAsync(LoggingAction want, IApplyScope scope, CancellationToken ct)
    {
        set.Use(scope.Config);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(LoggingAction last, IApplyScope scope, CancellationToken ct)
    {
        set.Use(scope.Config);
        return Task.CompletedTask;
    }
}
