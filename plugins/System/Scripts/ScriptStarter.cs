using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>Runs stored scripts with the rights that caller, script and its owner have in common.</summary>
public sealed class ScriptStarter(IScripts scripts, ScriptRuns runs, IAccess access)
{
    /// <summary>What is said to who lacks a policy.</summary>
    public const string NotAllowed = "not enough permissions (9)";

    /// <param name="script">Which one.</param>
    /// <param name="caller">In whose name.</param>
    /// <param name="output">Gets what it prints; null where nobody is there.</param>
    /// <param name="ct">Ends it.</param>
    public Task<Problem?> RunAsync(Script script, Login caller, Action<string>? output, CancellationToken ct)
    {
        var wanted = script.Policy.Together();
        if (!script.DontRequirePermissions && (caller.Policies & wanted) != wanted) return Task.FromResult<Problem?>(new(NotAllowed));
        runs.Began(script.Id);
        var rights = caller.Policies & wanted & access.PoliciesOf(script.OwnedBy);
        return scripts.RunAsync(new ScriptRun(script.Name, script.Source, caller with { Policies = rights }), output, ct);
    }

    /// <summary>Runs the script of that name, or where there is none the text itself. What goes wrong is in the log.</summary>
    /// <param name="config">Where to look.</param>
    /// <param name="what">Name or text.</param>
    /// <param name="name">What the log calls the text.</param>
    /// <param name="caller">In whose name.</param>
    /// <param name="ct">Ends it.</param>
    public Task<Problem?> RunAsync(IConfigView config, string what, string name, Login caller, CancellationToken ct) =>
        config.Find<Script>(what) is { } script ? RunAsync(script, caller, null, ct) : scripts.RunAsync(new ScriptRun(name, what, caller), null, ct);
}
