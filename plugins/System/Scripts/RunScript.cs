using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Scripts;

/// <summary><c>/system script run</c>.</summary>
[Help("Run a script"), Needs(Policy.Read)]
public sealed class RunScript(ScriptStarter starter) : ICommand
{
    [Unnamed, Help("Name or number of the script")] public required Ref<Script> Number { get; set; }

    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => context.Config.Resolve(Number) is { } script
        ? starter.RunAsync(script, context.Login, context.WriteLine, ct)
        : Task.FromResult<Problem?>(new("no such item"));
}
