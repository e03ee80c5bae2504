using Appliance.Console.Commands;
using Appliance.Console.Language.Syntax;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language;

/// <summary>What can stand where the cursor is.</summary>
internal enum CursorExpects
{
    /// <summary>A submenu or a command of <see cref="CursorContext.Menu"/>; at the start of a command also the <c>:</c> commands when it is the root.</summary>
    Command,

    /// <summary>A command after <c>:</c>, by <see cref="GlobalCommands.All"/>.</summary>
    GlobalCommand,

    /// <summary>The name of an argument of <see cref="CursorContext.Command"/>, or its next unnamed value: <see cref="CursorContext.Argument"/>.</summary>
    Argument,

    /// <summary>The value of <see cref="CursorContext.Argument"/>, after <c>name=</c>.</summary>
    Value,

    /// <summary>A property, flag or operator inside a condition: <see cref="CursorContext.Fields"/>.</summary>
    Condition,

    /// <summary>The name of a variable after <c>$</c>.</summary>
    Variable,

    /// <summary>Nothing that can be completed.</summary>
    Nothing,
}

/// <summary>What the parser was looking for at the cursor.</summary>
/// <param name="Expects">Kind of thing.</param>
/// <param name="Menu">Menu in which it is looked up.</param>
/// <param name="Prefix">What is already typed of it; without an opening quote.</param>
/// <param name="Start">Offset of <paramref name="Prefix"/> in the text: completion replaces from here to the cursor.</param>
/// <param name="Command">The command being typed, from its arguments on.</param>
/// <param name="Argument">The argument whose value is being typed; for <see cref="CursorExpects.Argument"/>, the unnamed one whose turn it is, if any.</param>
/// <param name="Given">Names of arguments that are already there.</param>
/// <param name="Quoted">The value began with a quote.</param>
internal sealed record CursorContext(
    CursorExpects Expects, MenuNode Menu, string Prefix, int Start, MenuCommand? Command, Argument? Argument, IReadOnlyList<string> Given, bool Quoted)
{
    /// <summary>Properties and flags that a condition in this menu can name.</summary>
    public IReadOnlyList<RowField> Fields => RowFields.Of(Menu).All;

    /// <summary>What stands at the cursor.</summary>
    /// <param name="text">The whole line; what follows the cursor does not matter.</param>
    /// <param name="cursor">Offset of the cursor.</param>
    /// <param name="root">The tree of menus.</param>
    /// <param name="menu">The current menu.</param>
    public static CursorContext At(string text, int cursor, MenuNode root, MenuNode menu) => Parsing.Parser.ContextAt(text[..cursor], root, menu);
}
