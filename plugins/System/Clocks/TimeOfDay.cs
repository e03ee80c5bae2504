using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Clocks;

/// <summary><c>14:47:23</c>; seconds may be left out.</summary>
public readonly record struct TimeOfDay(TimeOnly Value) : IMenuValue<TimeOfDay>
{
    private static readonly string[] s_forms = ["HH:mm:ss", "H:mm:ss", "HH:mm", "H:mm"];

    public static string Noun => "time of day";

    public static int Width => 8;

    public static bool TryParse(string text, out TimeOfDay value)
    {
        var valid = TimeOnly.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        value = new(time);
        return valid;
    }

    public override string ToString() => Value.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
