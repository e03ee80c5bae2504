using Appliance.Engine.Plugins;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.Engine.Schema;

/// <summary>A command that a plugin brings.</summary>
public sealed class CommandSchema(string name, Type type, Func<ICommand> create, CommandRuns? runs = null)
{
    public string Name { get; } = name;

    public string Help { get; } = ((HelpAttribute?)Attribute.GetCustomAttribute(type, typeof(HelpAttribute)))?.Text ?? "";

    /// <summary>Policies that running it needs.</summary>
    public Policy Needs { get; } = ((NeedsAttribute?)Attribute.GetCustomAttribute(type, typeof(NeedsAttribute)))?.Policies ?? Policy.Write;

    /// <summary>In order of declaration; <see cref="PropertySchema.Set"/> fills them on what <see cref="Create"/> returns.</summary>
    public IReadOnlyList<PropertySchema> Arguments { get; } =
        [.. MenuSchema.PropertiesOf(type).Where(property => property.SetMethod is { IsPublic: true }).Select(PropertySchema.Of)];

    /// <summary>Where it is run, so that it ends when its plugin leaves.</summary>
    public CommandRuns Runs { get; } = runs ?? new CommandRuns();

    /// <summary>A new instance with its services, for one run.</summary>
    public ICommand Create() => create();
}
