using System.Collections.Concurrent;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Sdk.Scripts;

namespace Appliance.Console.Sessions;

/// <summary>The global variables of a user: all sessions of the user share them.</summary>
public sealed class Variables
{
    private readonly ConcurrentDictionary<string, Value> _values = new(StringComparer.Ordinal);

    /// <summary>Names in alphabetical order.</summary>
    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>Names and values, in alphabetical order.</summary>
    public IReadOnlyList<ScriptVariable> All => [.. _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ScriptVariable(pair.Key, pair.Value.Text))];

    internal bool Contains(string name) => _values.ContainsKey(name);

    internal Value Get(string name) => _values.GetValueOrDefault(name) ?? Nil.Value;

    internal void Set(string name, Value value) => _values[name] = Code.Detached(value);

    internal void Declare(string name) => _values.TryAdd(name, Nil.Value);

    internal void Remove(string name) => _values.TryRemove(name, out _);
}
