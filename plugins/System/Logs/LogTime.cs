using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logs;

/// <summary>As short as it is clear: <c>02:00:09</c> today, <c>sep/15 09:54:33</c> this year, else with the year.</summary>
public readonly record struct LogTime(DateTime Value, DateOnly Today) : IMenuValue<LogTime>
{
    public static string Noun => "time";

    public static int Width => 20;

    public static bool TryParse(string text, out LogTime value)
    {
        var valid = DateTime.TryParseExact(text, ["MMM/dd/yyyy HH:mm:ss", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        value = new(time, DateOnly.FromDateTime(time));
        return valid;
    }

    public override string ToString()
    {
        var date = DateOnly.FromDateTime(Value);
        var form = date == Today ? "HH:mm:ss" : date.Year == Today.Year ? "MMM/dd HH:mm:ss" : "MMM/dd/yyyy HH:mm:ss";
        return Value.ToString(form, CultureInfo.InvariantCulture).ToLowerInvariant();
    }
}
