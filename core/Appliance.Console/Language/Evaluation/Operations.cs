using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Sdk.Values;

namespace Appliance.Console.Language.Evaluation;

/// <summary>What operators do with values.</summary>
internal static class Operations
{
    public static bool IsTrue(Value value) => value switch
    {
        Bool { Truth: var truth } => truth,
        Nil => false,
        Num { Number: var number } => number != 0,
        Str { Content: var text } => Literals.Of(text) switch { Bool typed => typed.Truth, _ => text.Length > 0 },
        Arr { Count: var count } => count > 0,
        _ => true,
    };

    public static Value Apply(Operator kind, Value operand) => (kind, Typed(operand)) switch
    {
        (Operator.Not, var value) => Bool.Of(!IsTrue(value)),
        (Operator.Negate, Num number) => new Num(-number.Number),
        (Operator.Negate, Time time) => new Time(-time.Span),
        (Operator.Complement, Num number) => new Num(~number.Number),
        (Operator.Complement, Ip ip) => new Ip(new Ip4(~ip.Address.Bits)),
        (_, var value) => throw new CommandFailure($"cannot {(kind == Operator.Negate ? "negate" : "invert")} {Name(value)}"),
    };

    public static Value Apply(Operator kind, Value left, Value right) => kind switch
    {
        Operator.Equal => Bool.Of(Comparison.AreEqual(left, right)),
        Operator.NotEqual => Bool.Of(!Comparison.AreEqual(left, right)),
        Operator.Less => Bool.Of(Comparison.Order(left, right) < 0),
        Operator.Greater => Bool.Of(Comparison.Order(left, right) > 0),
        Operator.LessOrEqual => Bool.Of(Comparison.Order(left, right) <= 0),
        Operator.GreaterOrEqual => Bool.Of(Comparison.Order(left, right) >= 0),
        Operator.In => Bool.Of(IsIn(left, Typed(right))),
        Operator.Concatenate => Concatenate(left, right),
        Operator.Join => Arr.Of(Arr.ElementsOf(left).Concat(Arr.ElementsOf(right))),
        Operator.Element => left is Arr array ? array.Get(right) : Nil.Value,
        _ => Arithmetic.Apply(kind, Typed(left), Typed(right)),
    };

    /// <summary>For error sentences.</summary>
    public static string Name(Value value) => value switch
    {
        Num => "number",
        Str => "string",
        Bool => "truth value",
        Ip => "ip address",
        IpPrefix => "ip prefix",
        Time => "time interval",
        Id => "internal number",
        Nil => "nothing",
        _ => value.Kind,
    };

    /// <summary>Text that looks like a number is one where a number is needed.</summary>
    private static Value Typed(Value value) => value is Str { Content: var text } ? Literals.Of(text) : value;

    private static bool IsIn(Value left, Value right) => right switch
    {
        IpPrefix network => Typed(left) switch
        {
            Ip ip => network.Prefix.Contains(ip.Address),
            IpPrefix inner => inner.Prefix.Length >= network.Prefix.Length && network.Prefix.Contains(inner.Prefix.Address),
            _ => false,
        },
        Arr array => array.Elements.Any(element => Comparison.AreEqual(left, element.Value)),
        _ => Comparison.AreEqual(left, right),
    };

    private static Str Text(string left, string right)
    {
        Limits.Check(left.Length + (long)right.Length);
        return new Str(left + right);
    }

    private static Value Concatenate(Value left, Value right) => (left, right) switch
    {
        (Arr array, _) => Arr.Of(array.Elements.Select(element => (element.Key, Concatenate(element.Value, right)))),
        (_, Arr array) => Arr.Of(array.Elements.Select(element => (element.Key, Concatenate(left, element.Value)))),
        _ => Text(left.Text, right.Text),
    };
}
