using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Language.Syntax;

/// <summary>A property, a flag or the comment of a row, as conditions and <c>get</c> see it.</summary>
internal sealed class RowField(string name, string help, Func<Entry, IReferences, Value> read)
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    public Value Read(Entry row, IReferences config) => read(row, config);
}
