using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.History;

/// <summary><c>/undo</c>.</summary>
[Needs(Policy.Write), Help("Undo previous action")]
public sealed class Undo(IHistory history) : ICommand
{
    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => history.UndoAsync(context.Login, ct);
}
