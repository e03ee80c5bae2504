using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen.Store;

/// <summary>
/// xenstore as this router uses it. A lost connection is made anew by the next request, with all watches; each of them is called then,
/// because nobody knows what was missed.
/// </summary>
internal sealed class XenStore(string socket) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (string Path, Action Changed)> _watches = new();
    private readonly SemaphoreSlim _connecting = new(1);
    private StoreConnection? _connection;
    private long _watchNumber;
    private volatile bool _disposed;

    /// <summary>xenstored has hung up, without being asked to.</summary>
    public event Action? Lost;

    public async Task<string?> ReadAsync(string path, CancellationToken ct) => await (await ViewAsync(ct)).ReadAsync(path, ct);

    public async Task<IReadOnlyList<string>> ListAsync(string path, CancellationToken ct) => await (await ViewAsync(ct)).ListAsync(path, ct);

    public async Task WriteAsync(string path, string value, CancellationToken ct) => await (await ViewAsync(ct)).WriteAsync(path, value, ct);

    public async Task RemoveAsync(string path, CancellationToken ct) => await (await ViewAsync(ct)).RemoveAsync(path, ct);

    /// <summary>Does it all or nothing. It is done again while others change the same.</summary>
    public async Task ChangeAsync(Func<StoreView, Task> change, CancellationToken ct)
    {
        while (true)
        {
            var connection = await ConnectAsync(ct);
            var started = await connection.AskAsync(StoreOperation.TransactionStart, 0, StoreView.Words(""), ct);
            var transaction = uint.Parse(Encoding.UTF8.GetString(started).TrimEnd('\0'), CultureInfo.InvariantCulture);
            try
            {
                await change(new StoreView(connection, transaction));
            }
            catch
            {
                if (!connection.Closed.IsCompleted) await connection.AskAsync(StoreOperation.TransactionEnd, transaction, StoreView.Words("F"), CancellationToken.None);
                throw;
            }
            try
            {
                await connection.AskAsync(StoreOperation.TransactionEnd, transaction, StoreView.Words("T"), ct);
                return;
            }
            catch (StoreException busy) when (busy.Error == StoreException.TryAgain)
            {
                // Somebody else changed what was read here: once more, from what is there now.
            }
        }
    }

    /// <summary>Calls back once now, and whenever something changes at or below a path.</summary>
    /// <param name="path">A path, or <c>@releaseDomain</c>.</param>
    /// <param name="changed">Returns at once.</param>
    /// <param name="ct">Gives up watching.</param>
    public async Task<IAsyncDisposable> WatchAsync(string path, Action changed, CancellationToken ct)
    {
        var connection = await ConnectAsync(ct);
        var token = Interlocked.Increment(ref _watchNumber).ToString(CultureInfo.InvariantCulture);
        _watches[token] = (path, changed);
        try
        {
            await AddAsync(connection, path, token, ct);
        }
        catch
        {
            _watches.TryRemove(token, out _);
            throw;
        }
        return new Watch(this, token);
    }

    /// <summary>Waits until the value at a path is as it should be.</summary>
    /// <param name="path">Where.</param>
    /// <param name="isRight">Judges the value; null where nothing is.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string?> UntilAsync(string path, Func<string?, bool> isRight, CancellationToken ct)
    {
        var changed = new SemaphoreSlim(0);
        await using var watch = await WatchAsync(path, () => changed.Release(), ct);
        while (true)
        {
            await changed.WaitAsync(ct);
            var value = await ReadAsync(path, ct);
            if (isRight(value)) return value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_connection is { } connection) await connection.DisposeAsync();
    }

    private async Task<StoreView> ViewAsync(CancellationToken ct) => new(await ConnectAsync(ct), 0);

    private async Task<StoreConnection> ConnectAsync(CancellationToken ct)
    {
        await _connecting.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is { Closed.IsCompleted: false } known) return known;
            var connection = await StoreConnection.OpenAsync(socket, OnEvent, ct);
            foreach (var (token, (path, _)) in _watches) await AddAsync(connection, path, token, ct);
            _connection = connection;
            _ = TellWhenLostAsync(connection);
            return connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private static Task AddAsync(StoreConnection connection, string path, string token, CancellationToken ct) =>
        connection.AskAsync(StoreOperation.Watch, 0, StoreView.Words(path, token), ct);

    private async Task TellWhenLostAsync(StoreConnection connection)
    {
        await connection.Closed;
        if (_disposed) return;
        Lost?.Invoke();
        // Who waits for a change looks, and finds that nobody answers.
        foreach (var watch in _watches.Values) watch.Changed();
    }

    private void OnEvent(string path, string token)
    {
        if (_watches.TryGetValue(token, out var watch)) watch.Changed();
    }

    private async ValueTask RemoveAsync(string token)
    {
        if (!_watches.TryRemove(token, out var watch) || _connection is not { Closed.IsCompleted: false } connection) return;
        try
        {
            await connection.AskAsync(StoreOperation.Unwatch, 0, StoreView.Words(watch.Path, token), CancellationToken.None);
        }
        catch (StoreException)
        {
            // It is gone with xenstored.
        }
    }

    private sealed class Watch(XenStore store, string token) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => store.RemoveAsync(token);
    }
}
