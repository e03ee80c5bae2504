using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Clocks;

/// <summary><c>jun/06/2008</c>; <c>2008-06-06</c> is read too, as later versions print it.</summary>
public readonly record struct CalendarDate(DateOnly Value) : IMenuValue<CalendarDate>
{
    private const int FirstYear = 1970;
    private static readonly string[] s_forms = ["MMM/dd/yyyy", "MMM/d/yyyy", "yyyy-MM-dd"];

    public static string Noun => "date";

    public static int Width => 11;

    public static bool TryParse(string text, out CalendarDate value)
    {
        var valid = DateOnly.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = new(date);
        return valid && date.Year >= FirstYear;
    }

    public override string ToString() => Value.ToString("MMM/dd/yyyy", CultureInfo.InvariantCulture).ToLowerInvariant();
}
