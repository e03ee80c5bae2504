using Appliance.Console.Language.Evaluation;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands.Lists;

/// <summary>A command of menus that have a record.</summary>
internal abstract class ListCommand(string name, string help) : ConsoleCommand(name, help)
{
    protected static readonly Argument Numbers = new("numbers", ArgumentKind.Items, "List of item numbers or names", IsUnnamed: true);

    public sealed override bool ExistsIn(MenuNode menu) => menu.Schema is { } schema && Fits(schema);

    public sealed override IEnumerable<Argument> ArgumentsIn(MenuNode menu) => Arguments(menu.Schema!);

    protected abstract bool Fits(MenuSchema schema);

    protected abstract IEnumerable<Argument> Arguments(MenuSchema schema);

    /// <summary>What <c>add</c> and <c>set</c> take.</summary>
    protected static IEnumerable<Argument> Properties(MenuSchema schema)
    {
        foreach (var property in schema.Typed) yield return new Argument(property.Name, ArgumentKind.Value, property.Help, property, CanUnset: true);
        if (schema.CanComment) yield return new Argument("comment", ArgumentKind.Value, "Short description of the item", CanUnset: true);
        if (schema.CanDisable) yield return new Argument("disabled", ArgumentKind.Value, "Defines whether item is ignored or used", CanUnset: true);
    }
}
