using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Logging;

/// <summary>Any change of a rule makes the whole set anew.</summary>
public sealed class LoggingRuleReconciler(LoggingSet set) : Reconciler<LoggingRule>
{
    public override Task EnsureAsync(LoggingRule want, IApplyScope scope, CancellationToken ct)
    {
        set.Use(scope.Config);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(LoggingRule last, IApplyScope scope, CancellationToken ct)
    {
        set.Use(scope.Config);
        return Task.CompletedTask;
    }
}
