using System.Collections.Concurrent;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>How often and when scripts were run since the start.</summary>
public sealed class ScriptRuns(IMachine machine)
{
    private readonly ConcurrentDictionary<ItemId, (int Count, DateTime Last)> _runs = new();

    public void Began(ItemId script) => _runs.AddOrUpdate(script, _ => (1, machine.Now.DateTime), (_, runs) => (runs.Count + 1, machine.Now.DateTime));

    public Script Observe(Script script) => _runs.TryGetValue(script.Id, out var runs) ? script with { RunCount = runs.Count, LastStarted = runs.Last } : script;

    public void Forget(ItemId script) => _runs.TryRemove(script, out _);
}
