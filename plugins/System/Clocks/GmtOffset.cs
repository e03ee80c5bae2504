using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Clocks;

/// <summary><c>+03:00</c>: hours and minutes east of Greenwich, at most 14 hours.</summary>
public readonly record struct GmtOffset(TimeSpan Value) : IMenuValue<GmtOffset>
{
    private static readonly TimeSpan s_most = TimeSpan.FromHours(14);

    public static string Noun => "time zone offset";

    public static int Width => 6;

    public static bool TryParse(string text, out GmtOffset value)
    {
        value = default;
        var body = text.AsSpan().TrimStart("+-");
        if (text.Length - body.Length > 1) return false;
        var colon = body.IndexOf(':');
        var minutes = 0;
        if (!int.TryParse(colon < 0 ? body : body[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 14) return false;
        if (colon >= 0 && (!int.TryParse(body[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) || minutes > 59)) return false;
        var offset = new TimeSpan(hours, minutes, 0);
        value = new(text.StartsWith('-') ? -offset : offset);
        return offset <= s_most;
    }

    public override string ToString() => (Value < TimeSpan.Zero ? "-" : "+") + Value.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
