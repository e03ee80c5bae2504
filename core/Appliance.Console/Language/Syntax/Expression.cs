using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Syntax;

/// <summary>Something that has a value.</summary>
/// <param name="At">Offset in the text that was parsed.</param>
internal abstract record Expression(int At);

/// <summary>Typed without quotes: a property gets the text as it is, the language the value that it looks like.</summary>
internal sealed record Word(int At, string Text) : Expression(At)
{
    private Value? _value;

    public Value Value => _value ??= Literals.Of(Text);
}

/// <summary>Typed in quotes, or known while parsing.</summary>
internal sealed record Constant(int At, Value Value) : Expression(At);

/// <summary>A string with variables, expressions or commands inside.</summary>
internal sealed record Interpolated(int At, IReadOnlyList<Expression> Parts) : Expression(At);

/// <summary><c>$name</c>.</summary>
internal sealed record VariableUse(int At, string Name) : Expression(At);

/// <summary>A property of the row that a condition looks at.</summary>
internal sealed record FieldUse(int At, RowField Field) : Expression(At);

/// <summary><c>[ ... ]</c>.</summary>
internal sealed record Substitution(int At, Block Body) : Expression(At);

/// <summary><c>{ ... }</c> handed to a command that runs it.</summary>
/// <param name="At">Offset of the opening brace.</param>
/// <param name="Body">What is inside.</param>
/// <param name="Menu">Menu that it stands in.</param>
/// <param name="Text">The whole text that it is part of.</param>
/// <param name="End">Offset behind the closing brace.</param>
internal sealed record CodeLiteral(int At, Block Body, MenuNode Menu, string Text, int End) : Expression(At);

/// <summary><c>{1;2;a=3}</c>.</summary>
internal sealed record ArrayLiteral(int At, IReadOnlyList<(string? Key, Expression Value)> Elements) : Expression(At);

internal sealed record Unary(int At, Operator Operator, Expression Operand) : Expression(At);

internal sealed record Binary(int At, Operator Operator, Expression Left, Expression Right) : Expression(At);
