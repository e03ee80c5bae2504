using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Changes;

/// <summary>Keeps changes back while a hold is open; else they go at once, on the caller's thread.</summary>
/// <typeparam name="TChange">The driver's own changes.</typeparam>
internal sealed class Holds<TChange>(Action<IReadOnlyList<TChange>> send)
{
    private readonly Lock _gate = new();
    private List<TChange> _waiting = [];
    private int _open;

    public void Submit(TChange change)
    {
        lock (_gate)
        {
            if (_open > 0)
            {
                _waiting.Add(change);
                return;
            }
        }
        send([change]);
    }

    public INetworkHold Open()
    {
        lock (_gate) _open++;
        return new Hold(this);
    }

    private int Flush(bool close)
    {
        List<TChange> taken;
        lock (_gate)
        {
            if (close) _open--;
            (taken, _waiting) = (_waiting, []);
        }
        if (taken.Count > 0) send(taken);
        return taken.Count;
    }

    private sealed class Hold(Holds<TChange> holds) : INetworkHold
    {
        private bool _closed;

        public ValueTask<int> FlushAsync(CancellationToken ct) => new(holds.Flush(close: false));

        public ValueTask DisposeAsync()
        {
            if (!_closed) holds.Flush(close: true);
            _closed = true;
            return ValueTask.CompletedTask;
        }
    }
}
