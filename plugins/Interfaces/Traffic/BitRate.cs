using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Traffic;

/// <summary>Bits per second, printed with one decimal from a thousand up: <c>475bps</c>, <c>2.4kbps</c>.</summary>
public readonly record struct BitRate(ulong Bits) : IMenuValue<BitRate>
{
    public static string Noun => "bit rate";

    public static int Width => 10;

    public static bool TryParse(string text, out BitRate value)
    {
        value = default;
        var number = text.EndsWith("bps", StringComparison.Ordinal) ? text[..^3] : text;
        var unit = number.Length == 0 ? 1UL : number[^1] switch { 'k' => 1_000UL, 'M' => 1_000_000UL, 'G' => 1_000_000_000UL, _ => 1UL };
        if (unit > 1) number = number[..^1];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000_000_000) return false;
        value = new BitRate((ulong)(amount * unit));
        return true;
    }

    public override string ToString() => Bits switch
    {
        < 1_000 => $"{Bits}bps",
        < 1_000_000 => Short(1_000, "kbps"),
        < 1_000_000_000 => Short(1_000_000, "Mbps"),
        _ => Short(1_000_000_000, "Gbps"),
    };

    private string Short(ulong unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{Bits / unit}.{Bits % unit * 10 / unit}{name}");
}
