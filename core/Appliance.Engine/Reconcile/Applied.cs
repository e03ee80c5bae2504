using System.Collections.Concurrent;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Reconcile;

/// <summary>What the machine was last told, by entry. Written by the writer only; readers ask whether an entry waits.</summary>
internal sealed class Applied
{
    private readonly ConcurrentDictionary<EntryKey, State> _states = new();

    /// <summary>Entries that wait for a driver or for a target.</summary>
    public IEnumerable<EntryKey> Waiting => _states.Where(state => state.Value.Waiting is not null).Select(state => state.Key);

    /// <summary>Entries of these menus.</summary>
    public IEnumerable<(EntryKey Key, State State)> In(IReadOnlySet<string> paths) =>
        _states.Where(state => paths.Contains(state.Key.Path)).Select(state => (state.Key, state.Value));

    public State? Of(EntryKey key) => _states.GetValueOrDefault(key);

    public State Track(EntryKey key) => _states.GetOrAdd(key, static _ => new State());

    public void Forget(EntryKey key) => _states.TryRemove(key, out _);

    public bool IsWaiting(EntryKey key) => _states.TryGetValue(key, out var state) && state.Waiting is not null;

    internal sealed class State
    {
        /// <summary>The record that was ensured last; null when there is nothing on the machine.</summary>
        public Entry? Last { get; set; }

        /// <summary>Why the entry cannot be applied yet.</summary>
        public volatile string? Waiting;

        /// <summary>Dynamic items of this entry by the owner's key.</summary>
        public Dictionary<(string Path, string Key), EntryKey> Owned { get; } = [];
    }
}
