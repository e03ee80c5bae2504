using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Changes;

/// <summary>
/// Sends changes in as few rounds as their order allows: a change that builds on another one of the same round waits for the next,
/// because only then the table shows what the first one made.
/// </summary>
internal sealed class Rounds(Requests requests, KernelTables tables)
{
    private readonly Lock _gate = new();
    private readonly Batch _batch = new();
    private readonly HashSet<string> _altered = [];
    private volatile bool _stale;

    /// <summary>Sends all of it. Returns when the table shows the effect; each change's task has its own result.</summary>
    public void Send(IReadOnlyList<Change> changes)
    {
        lock (_gate)
        {
            for (var waiting = changes; waiting.Count > 0;) waiting = Round(waiting);
        }
        foreach (var change in changes) change.Complete();
        Mend();
    }

    /// <summary>Notifications were lost. Whoever has the gate reads everything again; the driver's thread never waits for it.</summary>
    public void Overrun()
    {
        _stale = true;
        Mend();
    }

    /// <summary>Something that needs the request socket for itself.</summary>
    public T Alone<T>(Func<Requests, T> work)
    {
        try
        {
            lock (_gate) return work(requests);
        }
        finally
        {
            Mend();
        }
    }

    private List<Change> Round(IReadOnlyList<Change> changes)
    {
        _batch.Clear();
        _altered.Clear();
        List<Change> later = [];
        foreach (var change in changes)
        {
            if (later.Count > 0 && change.ComesLast || change.Alters.Any(_altered.Contains) || change.Needs.Any(_altered.Contains)) later.Add(change);
            else Write(change);
            _altered.UnionWith(change.Alters);
        }
        var failures = requests.Exchange(_batch.Messages);
        LinkRemovals.Send(requests, _batch.Removals);
        if (!tables.Drain()) tables.Load(requests);
        Settle(failures);
        foreach (var change in changes.Except(later).ToArray())
        {
            if (change.Fault is not null) continue;
            change.Done();
            if (change.Fault is null && change.HasMore) later.Add(change);
        }
        return later;
    }

    private void Write(Change change)
    {
        try
        {
            change.Write(_batch);
        }
        catch (Exception error) when (error is NotReadyException or RefusedException)
        {
            change.Fault = error;
        }
    }

    private void Settle(Dictionary<int, KernelError> failures)
    {
        // The second way writes into the same batch: the owners are copied before.
        Change[] owners = [.. _batch.Owners];
        foreach (var (place, error) in failures.OrderBy(failure => failure.Key))
        {
            var owner = owners[place];
            if (owner.Fault is not null || owner.Tolerates(error)) continue;
            if (owner.Otherwise(error, place == Array.IndexOf(owners, owner)) is { } other)
            {
                Round([other]);
                owner.Fault ??= other.Fault;
            }
            else
            {
                owner.Fault ??= error.ToException();
            }
        }
    }

    private void Mend()
    {
        while (_stale && _gate.TryEnter())
        {
            try
            {
                _stale = false;
                tables.Load(requests);
            }
            finally
            {
                _gate.Exit();
            }
        }
    }
}
