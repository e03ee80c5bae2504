using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Sdk.Values;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Numbers, times and addresses.</summary>
internal static class Arithmetic
{
    public static Value Apply(Operator kind, Value left, Value right) => (left, right) switch
    {
        (Num a, Num b) => new Num(Compute(kind, a.Number, b.Number)),
        (Time a, Time b) when kind is Operator.Add or Operator.Subtract => Ticks(Compute(kind, a.Span.Ticks, b.Span.Ticks)),
        (Time a, Time b) when kind == Operator.Divide && b.Span.Ticks != 0 => new Num(a.Span.Ticks / b.Span.Ticks),
        (Time a, Num b) when kind is Operator.Multiply or Operator.Divide => Ticks(Compute(kind, a.Span.Ticks, b.Number)),
        (Num a, Time b) when kind == Operator.Multiply => Ticks(Compute(kind, a.Number, b.Span.Ticks)),
        (Time a, Num b) when kind is Operator.Add or Operator.Subtract => Ticks(Compute(kind, a.Span.Ticks, b.Number * TimeSpan.TicksPerSecond)),
        (Num a, Time b) when kind is Operator.Add or Operator.Subtract => Ticks(Compute(kind, a.Number * TimeSpan.TicksPerSecond, b.Span.Ticks)),
        (Ip a, Ip b) when kind == Operator.Subtract => new Num((long)a.Address.Bits - b.Address.Bits),
        (Ip a, Ip b) when IsBitwise(kind) => Address(Compute(kind, a.Address.Bits, b.Address.Bits)),
        (Ip a, Num b) when kind is Operator.Add or Operator.Subtract || IsBitwise(kind) => Address(Compute(kind, a.Address.Bits, b.Number)),
        (Num a, Ip b) when kind == Operator.Add => Address(Compute(kind, a.Number, b.Address.Bits)),
        _ => throw new CommandFailure($"cannot {Verb(kind)} {Operations.Name(left)} and {Operations.Name(right)}"),
    };

    private static bool IsBitwise(Operator kind) => kind is Operator.BitAnd or Operator.BitOr or Operator.BitXor or Operator.ShiftLeft or Operator.ShiftRight;

    private static Time Ticks(long ticks) => new(TimeSpan.FromTicks(ticks));

    private static Ip Address(long bits) => new(new Ip4((uint)bits));

    private static long Compute(Operator kind, long a, long b) => kind switch
    {
        Operator.Add => a + b,
        Operator.Subtract => a - b,
        Operator.Multiply => a * b,
        Operator.Divide or Operator.Remainder when b == 0 => throw new CommandFailure("division by zero"),
        Operator.Divide => b == -1 ? -a : a / b,
        Operator.Remainder => b == -1 ? 0 : a % b,
        Operator.BitAnd => a & b,
        Operator.BitOr => a | b,
        Operator.BitXor => a ^ b,
        Operator.ShiftLeft => b is >= 0 and < 64 ? a << (int)b : 0,
        Operator.ShiftRight => b is >= 0 and < 64 ? a >> (int)b : 0,
        _ => throw new CommandFailure("syntax error"),
    };

    private static string Verb(Operator kind) => kind switch
    {
        Operator.Add => "add",
        Operator.Subtract => "subtract",
        Operator.Multiply => "multiply",
        Operator.Divide or Operator.Remainder => "divide",
        _ => "combine",
    };
}
