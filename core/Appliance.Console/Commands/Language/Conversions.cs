using Appliance.Console.Language.Values;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>What <c>:tonum</c> and its kin make of a value; nothing where it makes no sense.</summary>
internal static class Conversions
{
    public static Value Length(Value value) => new Num(value switch { Arr array => array.Count, Nil => 0, _ => value.Text.Length });

    public static Value Type(Value value) => new Str(value.Kind);

    public static Value ToStr(Value value) => new Str(value.Text);

    public static Value ToArray(Value value) => value switch
    {
        Arr => value,
        Str { Content: "" } or Nil => Arr.Empty,
        Str { Content: var text } => Arr.Of(text.Split(',').Select(Literals.Of)),
        _ => Arr.Of([value]),
    };

    public static Value ToNum(Value value) => value switch
    {
        Num => value,
        Bool { Truth: var truth } => new Num(truth ? 1 : 0),
        Time { Span: var span } => new Num((long)span.TotalSeconds),
        Ip { Address: var address } => new Num(address.Bits),
        Id { Item: var item } => new Num(item.Value),
        Str { Content: var text } => Literals.Number(text) is { } number ? new Num(number) : Nil.Value,
        _ => Nil.Value,
    };

    public static Value ToBool(Value value) => value switch
    {
        Bool => value,
        Num { Number: var number } => Bool.Of(number != 0),
        Str { Content: var text } => Literals.Of(text) is Bool truth ? truth : Nil.Value,
        _ => Nil.Value,
    };

    public static Value ToTime(Value value) => value switch
    {
        Time => value,
        Num { Number: var seconds and > -900_000_000_000 and < 900_000_000_000 } => new Time(TimeSpan.FromSeconds(seconds)),
        Str { Content: var text } when Literals.Of(text) is Time or Num => ToTime(Literals.Of(text)),
        _ => Nil.Value,
    };

    public static Value ToId(Value value) => value switch
    {
        Id => value,
        Num { Number: var number and >= 0 and <= uint.MaxValue } => new Id(new ItemId((uint)number)),
        Str { Content: var text } => Literals.Of(text) is Id id ? id : Nil.Value,
        _ => Nil.Value,
    };

    public static Value ToIp(Value value) => value switch
    {
        Ip => value,
        Num { Number: var bits and >= 0 and <= uint.MaxValue } => new Ip(new Ip4((uint)bits)),
        Str { Content: var text } => Ip4.TryParse(text, out var address) ? new Ip(address) : Nil.Value,
        _ => Nil.Value,
    };
}
