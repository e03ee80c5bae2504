using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.History;

/// <summary><c>/redo</c>.</summary>
[Needs(Policy.Write), Help("Redo previously undone action")]
public sealed class Redo(IHistory history) : ICommand
{
    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => history.RedoAsync(context.Login, ct);
}
