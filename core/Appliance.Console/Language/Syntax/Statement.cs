using Appliance.Console.Commands;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Syntax;

/// <summary>Something that is run.</summary>
internal abstract record Statement(int At);

/// <summary>Statements with their own local variables.</summary>
/// <param name="At">Offset in the text that was parsed.</param>
/// <param name="Statements">In order.</param>
/// <param name="Root">The tree of menus that they were read against.</param>
/// <param name="Text">The whole text that they are part of.</param>
internal sealed record Block(int At, IReadOnlyList<Statement> Statements, MenuNode Root, string Text) : Statement(At);

/// <summary>A path without a command: makes the menu the current one.</summary>
internal sealed record EnterMenu(int At, MenuNode Menu) : Statement(At);

/// <summary>A command with what was typed for it.</summary>
internal sealed record CommandCall(int At, MenuNode Menu, MenuCommand Command, List<ArgumentValue> Arguments) : Statement(At);

/// <summary><c>$f x name=y</c>.</summary>
internal sealed record FunctionCall(int At, string Name, IReadOnlyList<(string? Name, Expression Value)> Arguments) : Statement(At);

/// <summary>A word that is no command: an error when it is run, not before.</summary>
internal sealed record UnknownCommand(int At, string Sentence) : Statement(At);

/// <summary>What was typed for an argument.</summary>
/// <param name="Argument">Which one.</param>
/// <param name="At">Where its name, or else its value, begins.</param>
/// <param name="Value">Null for a flag, and for <c>!name</c>.</param>
internal sealed record ArgumentValue(Argument Argument, int At, Expression? Value);
