namespace Appliance.Console.Language.Syntax;

/// <summary>Operators of expressions.</summary>
internal enum Operator
{
    Element, Negate, Not, Complement,
    Multiply, Divide, Remainder, Add, Subtract, Concatenate,
    ShiftLeft, ShiftRight, BitAnd, BitXor, BitOr,
    Equal, NotEqual, Less, Greater, LessOrEqual, GreaterOrEqual, Matches, In,
    And, Or, Join,
}
