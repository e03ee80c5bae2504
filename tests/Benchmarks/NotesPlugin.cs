using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.Benchmarks;

/// <summary>A list without a machine behind it: what remains is the router's own cost.</summary>
[Menu("/note")]
[PrintFlags("X disabled")]
public sealed record Note : NamedItem
{
    [Brief] public string Text { get; init; } = "";

    [Brief] public int Size { get; init; }
}

public sealed class NotesPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin.Menu<Note>();
}
