using System.Globalization;
using Appliance.Engine.Schema.Types;
using Appliance.Sdk.Values;

namespace Appliance.Console.Language.Values;

/// <summary>The types of what is typed without quotes.</summary>
internal static class Literals
{
    public static Value Of(string text) => text switch
    {
        "" => Str.Empty,
        "yes" or "true" => Bool.True,
        "no" or "false" => Bool.False,
        ['*', ..] => ItemId.TryParse(text, out var id) ? new Id(id) : new Str(text),
        [>= '0' and <= '9', ..] or ['-', >= '0' and <= '9', ..] => Numeric(text) ?? new Str(text),
        _ => new Str(text),
    };

    /// <summary>A number, address, network or time; null for anything else.</summary>
    public static Value? Numeric(string text)
    {
        if (Number(text) is { } number) return new Num(number);
        if (text.Contains('.') && !text.Contains(':'))
        {
            if (Ip4.TryParse(text, out var address)) return new Ip(address);
            if (text.Contains('/') && Ip4Prefix.TryParse(text, out var prefix)) return new IpPrefix(prefix);
        }
        var negative = text.StartsWith('-');
        if (TimeText.TryParse(negative ? text[1..] : text, out var span)) return new Time(negative ? -span : span);
        return text.Contains('/') && Ip4Prefix.TryParse(text, out var network) ? new IpPrefix(network) : null;
    }

    /// <summary>Decimal, or hexadecimal after <c>0x</c>.</summary>
    public static long? Number(string text)
    {
        var hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return hexadecimal
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
