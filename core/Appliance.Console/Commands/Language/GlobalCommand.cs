using Appliance.Engine.Schema;

namespace Appliance.Console.Commands.Language;

/// <summary>A command of the language: after <c>:</c> everywhere, and at the root.</summary>
internal abstract class GlobalCommand(string name, string help, params Argument[] arguments) : ConsoleCommand(name, help)
{
    public sealed override bool ExistsIn(MenuNode menu) => menu.Parent is null;

    public sealed override IEnumerable<Argument> ArgumentsIn(MenuNode menu) => arguments;
}
