using System.Collections.Concurrent;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Sdk.Scripts;

namespace Appliance.Console.Sessions;

/// <summary>The global variables of a user: all sessions of the user share them.</summary>
public sealed class Variables
{
    private readonly ConcurrentDictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly MemoryBudget _budget = new();
    private readonly Lock _gate = new();

    /// <summary>Names in alphabetical order.</summary>
    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>Names and values, in alphabetical order.</summary>
    public IReadOnlyList<ScriptVariable> All => [.. _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ScriptVariable(pair.Key, pair.Value.Text))];

    internal bool Contains(string name) => _values.ContainsKey(name);

    internal Value Get(string name) => _values.GetValueOrDefault(name) ?? Nil.Value;

    internal void Set(string name, Value value)
    {
        value = Code.Detached(value);
        lock (_gate)
        {
            _budget.Take(Cost(name, value) - CostOf(name));
            _values[name] = value;
        }
    }

    internal void Declare(string name)
    {
        if (!_values.ContainsKey(name)) Set(name, Nil.Value);
    }

    internal void Remove(string name)
    {
        lock (_gate)
        {
            _budget.Take(-CostOf(name));
            _values.TryRemove(name, out _);
        }
    }

    private static long Cost(string name, Value value) => Limits.Element + name.Length + value.Size;

    private long CostOf(string name) => _values.TryGetValue(name, out var value) ? Cost(name, value) : 0;
}
