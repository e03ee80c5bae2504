using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Clocks;

/// <summary>The time zone of a router whose zone has no name: an offset, and one summer.</summary>
[Menu("/system clock manual", Noun = "system time zone settings"), Help("Time zone for time-zone-name=manual")]
public sealed record ManualZone : Settings
{
    private static readonly TimeSpan s_most = TimeSpan.FromHours(14);

    [Help("Difference to Greenwich, without summer time")] public GmtOffset TimeZone { get; init; }

    [Help("What summer time adds")] public GmtOffset DstDelta { get; init; }

    [Help("Local time at which summer time begins")] public DateTime DstStart { get; init; } = new(1970, 1, 1);

    [Help("Local time at which summer time ends")] public DateTime DstEnd { get; init; } = new(1970, 1, 1);

    private bool HasSummer => DstDelta != default && DstEnd > DstStart;

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if ((TimeZone.Value + DstDelta.Value).Duration() > s_most) yield return Problem.Failure("time-zone and dst-delta together exceed 14 hours", "dst-delta");
        if (HasSummer && DstEnd >= DstStart.AddYears(1)) yield return Problem.Failure("summer time lasts less than a year", "dst-end");
    }

    /// <summary>As the framework's type.</summary>
    public TimeZoneInfo ToZone()
    {
        if (!HasSummer) return TimeZoneInfo.CreateCustomTimeZone("manual", TimeZone.Value, "manual", "manual");
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DstStart.Date, DstEnd.Date, DstDelta.Value, Transition(DstStart), Transition(DstEnd));
        return TimeZoneInfo.CreateCustomTimeZone("manual", TimeZone.Value, "manual", "manual", "manual", [summer]);
    }

    private static TimeZoneInfo.TransitionTime Transition(DateTime at) =>
        TimeZoneInfo.TransitionTime.CreateFixedDateRule(DateTime.MinValue + at.TimeOfDay, at.Month, at.Day);
}
