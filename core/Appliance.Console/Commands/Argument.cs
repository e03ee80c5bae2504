using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>What an argument of a command takes.</summary>
internal enum ArgumentKind
{
    /// <summary>A value; that of <see cref="Argument.Property"/> where there is one.</summary>
    Value,

    /// <summary>Nothing: its name alone switches it on.</summary>
    Flag,

    /// <summary>Items of the menu by number, name or <c>*id</c>.</summary>
    Items,

    /// <summary>The name of a property of the menu.</summary>
    PropertyName,

    /// <summary>The rest of the command: a condition on rows of the menu.</summary>
    Condition,

    /// <summary>Commands in braces.</summary>
    Code,

    /// <summary>The commands of a function, whose variables are known when it is called.</summary>
    Function,

    /// <summary>Commands in braces, or a text of commands; the command gets the text.</summary>
    Source,

    /// <summary>A value that the command evaluates itself, more than once.</summary>
    Repeated,

    /// <summary>Names of variables that begin to exist here, separated by commas.</summary>
    NewVariable,

    /// <summary>The name of a variable that exists, or an element of one.</summary>
    Variable,
}

/// <summary>An argument of a command in one menu.</summary>
/// <param name="Name">As typed before <c>=</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Property">The property that it sets, or that describes its value.</param>
/// <param name="IsUnnamed">May be given by position.</param>
/// <param name="CanUnset"><c>!name</c> brings the default back.</param>
/// <param name="IsFile">Takes the name of a file that is there.</param>
internal sealed record Argument(
    string Name, ArgumentKind Kind, string Help = "", PropertySchema? Property = null, bool IsUnnamed = false, bool CanUnset = false, bool IsFile = false);
