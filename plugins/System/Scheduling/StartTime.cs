using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Clocks;

namespace Appliance.SystemPlugin.Scheduling;

/// <summary>A time of day, or <c>startup</c>. Null where nothing was typed yet.</summary>
public readonly record struct StartTime(TimeOfDay? Time, bool IsStartup = false) : IMenuValue<StartTime>
{
    private const string Startup = "startup";

    public static string Noun => "time of day";

    public static int Width => 10;

    public static bool TryParse(string text, out StartTime value)
    {
        if (text.Length > 0 && Startup.StartsWith(text, StringComparison.Ordinal))
        {
            value = new(null, true);
            return true;
        }
        var valid = TimeOfDay.TryParse(text, out var time);
        value = new(time);
        return valid;
    }

    public override string ToString() => IsStartup ? Startup : Time?.ToString() ?? "";
}
