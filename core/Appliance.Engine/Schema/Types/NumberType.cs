using System.Globalization;
using System.Numerics;
using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>Whole numbers of any size; decimal, or hexadecimal after <c>0x</c>.</summary>
internal sealed class NumberType<T>(long least, long most, int hexadecimalDigits, string unit) : ValueType<T> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override string Word => "integer";

    public override string Kind => "num";

    public override int Width => hexadecimalDigits > 0 ? hexadecimalDigits + 2
        : unit.Length > 0 ? 0
        : T.MaxValue.GetByteCount() switch { 1 => 3, 2 => 5, _ => 10 };

    public override Problem? Parse(string text, in ValueContext context, out T value)
    {
        value = default;
        var body = text.AsSpan().Trim();
        var negative = body.StartsWith("-");
        if (negative) body = body[1..];
        var hexadecimal = body.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (hexadecimal) body = body[2..];
        var digits = 0;
        while (digits < body.Length && (hexadecimal ? char.IsAsciiHexDigit(body[digits]) : char.IsAsciiDigit(body[digits]))) digits++;
        if (digits == 0) return Problems.Invalid(context.Property);
        if (digits < body.Length && !(unit.Length > 0 && body[digits..].SequenceEqual(unit))) return Problems.Trailing(context.Property);
        var style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var number = BigInteger.Parse((hexadecimal ? "0" : "") + body[..digits].ToString(), style, CultureInfo.InvariantCulture);
        if (negative) number = -number;
        if (number < least || number > most) return Problems.Range(context.Property, Show(least), Show(most));
        value = T.CreateChecked(number);
        return null;
    }

    public override void Append(StringBuilder to, T value, in ValueContext context)
    {
        if (hexadecimalDigits > 0) to.Append("0x").Append(value.ToString("X" + hexadecimalDigits, CultureInfo.InvariantCulture));
        else to.Append(CultureInfo.InvariantCulture, $"{value}");
        if (context.Style == ValueStyle.Console) to.Append(unit);
    }

    private string Show(long number) => hexadecimalDigits > 0 ? "0x" + number.ToString("X" + hexadecimalDigits, CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
}
