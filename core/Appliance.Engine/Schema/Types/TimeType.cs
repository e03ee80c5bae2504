using System.Globalization;
using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A length of time: <c>1w2d3h4m5s</c>, <c>200ms</c>, <c>00:05:00</c>, or a bare number of seconds.</summary>
internal sealed class TimeType(long leastSeconds, long mostSeconds) : ValueType<TimeSpan>
{
    public override string Word => "time interval";

    public override string Kind => "time";

    public override int Width => 10;

    public override Problem? Parse(string text, in ValueContext context, out TimeSpan value)
    {
        if (!TimeText.TryParse(text, out value)) return Problems.InvalidTime(context.Property);
        return value.TotalSeconds < leastSeconds || value.TotalSeconds > mostSeconds
            ? Problems.Range(context.Property, TimeText.Clock(TimeSpan.FromSeconds(leastSeconds)), TimeText.Clock(TimeSpan.FromSeconds(mostSeconds)), " .. ")
            : null;
    }

    public override void Append(StringBuilder to, TimeSpan value, in ValueContext context) => to.Append(TimeText.Short(value));
}

/// <summary>RouterOS's texts for lengths of time and for dates.</summary>
public static class TimeText
{
    private static readonly (string Suffix, long Milliseconds)[] s_units =
        [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Reads any of RouterOS's forms.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return false;
        long total = 0;
        while (!rest.IsEmpty)
        {
            if (rest.Contains(':') && rest.IndexOfAny("wdms") is var unitAt && (unitAt < 0 || unitAt > rest.IndexOf(':')))
            {
                if (!Clock(rest, out var clock)) return false;
                if (TimeSpan.FromMilliseconds(total) > TimeSpan.MaxValue - clock) return false;
                value = TimeSpan.FromMilliseconds(total) + clock;
                return true;
            }
            var digits = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            if (digits == 0 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000) return false;
            var letters = digits;
            while (letters < rest.Length && char.IsAsciiLetterLower(rest[letters])) letters++;
            var suffix = rest[digits..letters].ToString();
            var unit = suffix.Length == 0 ? 1_000 : s_units.FirstOrDefault(unit => unit.Suffix == suffix).Milliseconds;
            if (unit == 0) return false;
            total += number * unit;
            if (total > (long)TimeSpan.MaxValue.TotalMilliseconds) return false;
            rest = rest[letters..];
        }
        value = TimeSpan.FromMilliseconds(total);
        return true;
    }

    /// <summary><c>1w2d3h4m5s</c> without zero parts; <c>0s</c> for nothing.</summary>
    public static string Short(TimeSpan value)
    {
        var left = (long)value.TotalMilliseconds;
        if (left == 0) return "0s";
        var text = new StringBuilder(left < 0 ? "-" : "");
        left = Math.Abs(left);
        foreach (var (suffix, unit) in s_units)
        {
            if (left < unit) continue;
            text.Append(left / unit).Append(suffix);
            left %= unit;
        }
        return text.ToString();
    }

    /// <summary><c>1d02:03:04</c>, as in range errors and scripts.</summary>
    public static string Clock(TimeSpan value)
    {
        var days = (long)value.TotalDays;
        var text = $"{value.Hours:00}:{value.Minutes:00}:{value.Seconds:00}";
        if (value.Milliseconds != 0) text += $".{value.Milliseconds:000}";
        return (days >= 7 ? $"{days / 7}w" : "") + (days % 7 > 0 ? $"{days % 7}d" : "") + text;
    }

    /// <summary><c>jun/06/2008 14:47:23</c>.</summary>
    public static string Date(DateTime value) =>
        value.ToString("MMM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture).ToLowerInvariant();

    private static bool Clock(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        if (count is < 2 or > 3) return false;
        if (!int.TryParse(text[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var first)) return false;
        if (!int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var second) || second > 59) return false;
        var third = 0d;
        if (count == 3 && (!double.TryParse(text[parts[2]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out third) || third >= 60)) return false;
        value = count == 3
            ? new TimeSpan(first, second, 0) + TimeSpan.FromMilliseconds(Math.Round(third * 1000))
            : new TimeSpan(first, second, 0);
        return true;
    }
}
