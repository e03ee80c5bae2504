using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Clocks;

/// <summary>Sets the machine's zone, and its clock where a time or a date was typed.</summary>
public sealed class ClockReconciler(IMachine machine) : Reconciler<Clock>
{
    public override async Task EnsureAsync(Clock want, IApplyScope scope, CancellationToken ct)
    {
        await machine.SetTimeZoneAsync(want.TimeZoneName.ToZone() ?? scope.Config.Settings<ManualZone>().ToZone(), ct);
        if (want.Time is null && want.Date is null) return;
        var now = machine.Now.DateTime;
        var local = (want.Date?.Value ?? DateOnly.FromDateTime(now)).ToDateTime(want.Time?.Value ?? TimeOnly.FromDateTime(now));
        await machine.SetTimeAsync(new DateTimeOffset(local, machine.TimeZone.GetUtcOffset(local)), ct);
    }

    public override Clock Observe(Clock item, IConfigView config)
    {
        var now = machine.Now;
        return item with
        {
            Time = new TimeOfDay(TimeOnly.FromDateTime(now.DateTime)),
            Date = new CalendarDate(DateOnly.FromDateTime(now.DateTime)),
            GmtOffset = new GmtOffset(now.Offset),
            DstActive = machine.TimeZone.IsDaylightSavingTime(now),
        };
    }
}
