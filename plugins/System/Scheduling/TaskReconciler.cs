using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Scheduling;

/// <summary>Tells the scheduler which tasks there are.</summary>
public sealed class TaskReconciler(Scheduler scheduler) : Reconciler<ScheduledTask>
{
    public override Task EnsureAsync(ScheduledTask want, IApplyScope scope, CancellationToken ct)
    {
        scheduler.Put(want);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ScheduledTask last, IApplyScope scope, CancellationToken ct)
    {
        scheduler.Take(last.Id, forget: scope.Config.Get<ScheduledTask>(last.Id) is null);
        return Task.CompletedTask;
    }

    public override ScheduledTask Observe(ScheduledTask item, IConfigView config) => scheduler.Observe(item);
}
