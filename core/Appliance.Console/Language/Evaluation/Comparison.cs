using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Equality and order of values of any types.</summary>
internal static class Comparison
{
    /// <summary>A property against what was typed without quotes: text is compared as typed, everything else by its type.</summary>
    public static bool IsField(Value field, Word typed) => field is Str text ? text.Content == typed.Text : AreEqual(field, typed.Value);

    public static bool AreEqual(Value left, Value right) => (left, right) switch
    {
        (Str a, Str b) => a.Content == b.Content,
        (Nil, Nil) => true,
        (Nil, Str b) => b.Content.Length == 0,
        (Str a, Nil) => a.Content.Length == 0,
        (Bool a, Str b) => a.Equals(Literals.Of(b.Content)),
        (Str a, Bool b) => b.Equals(Literals.Of(a.Content)),
        (Arr a, Arr b) => a.Equals(b),
        _ => Order(left, right) is { } order ? order == 0 : left.Text == right.Text,
    };

    /// <summary>Less than, equal to or greater than 0; null where the types have no order.</summary>
    public static int? Order(Value left, Value right) => (left, right) switch
    {
        (Num a, Num b) => a.Number.CompareTo(b.Number),
        (Time a, Time b) => a.Span.CompareTo(b.Span),
        (Time a, Num b) => a.Span.CompareTo(TimeSpan.FromSeconds(Math.Clamp(b.Number, int.MinValue, int.MaxValue))),
        (Num, Time) => -Order(right, left),
        (Ip a, Ip b) => a.Address.Bits.CompareTo(b.Address.Bits),
        (IpPrefix a, IpPrefix b) => (a.Prefix.Address.Bits, a.Prefix.Length).CompareTo((b.Prefix.Address.Bits, b.Prefix.Length)),
        (IpPrefix a, Ip b) => (a.Prefix.Address.Bits, a.Prefix.Length).CompareTo((b.Address.Bits, (byte)32)),
        (Ip, IpPrefix) => -Order(right, left),
        (Id a, Id b) => a.Item.CompareTo(b.Item),
        (Bool a, Bool b) => a.Truth.CompareTo(b.Truth),
        (Str a, Str b) => string.CompareOrdinal(a.Content, b.Content),
        (Str a, not (Arr or Nil or Bool)) when Literals.Of(a.Content) is not Str and var typed && typed.GetType() == right.GetType() => Order(typed, right),
        (not (Arr or Nil or Bool), Str b) when Literals.Of(b.Content) is not Str and var typed && typed.GetType() == left.GetType() => Order(left, typed),
        _ => null,
    };
}
