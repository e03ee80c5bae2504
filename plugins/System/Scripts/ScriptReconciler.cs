using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>Says how a script has run, and whether it can be read at all.</summary>
public sealed class ScriptReconciler(ScriptRuns runs, IScripts scripts) : Reconciler<Script>
{
    public override Task RemoveAsync(Script last, IApplyScope scope, CancellationToken ct)
    {
        runs.Forget(last.Id);
        return Task.CompletedTask;
    }

    public override Script Observe(Script item, IConfigView config) => runs.Observe(item) with { Invalid = scripts.Check(item.Source) is not null };
}
