using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Scripts;

namespace Appliance.SystemPlugin.Scheduling;

/// <summary>A new task begins now unless its beginning was typed, and belongs to whoever wrote what it does.</summary>
public sealed class TaskCompletion(IMachine machine) : ICompletion<ScheduledTask>
{
    public ScheduledTask Complete(ScheduledTask typed, ScheduledTask? before, Login by)
    {
        var now = machine.Now.DateTime;
        var mayGive = by.Policies.HasFlag(Policy.Policy) && typed.OwnedBy.Length > 0 && typed.OwnedBy != before?.OwnedBy;
        var same = before is not null && before.OnEvent == typed.OnEvent && before.Policy.Together() == typed.Policy.Together();
        return typed with
        {
            StartDate = typed.StartDate == default ? new CalendarDate(DateOnly.FromDateTime(now)) : typed.StartDate,
            StartTime = typed.StartTime == default ? new StartTime(new TimeOfDay(new TimeOnly(now.Hour, now.Minute, now.Second))) : typed.StartTime,
            Policy = typed.Policy.InOrder(),
            OwnedBy = mayGive ? typed.OwnedBy : same ? before!.OwnedBy : by.User,
        };
    }
}
