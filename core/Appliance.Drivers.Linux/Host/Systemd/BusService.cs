using Appliance.Drivers.Linux.DBus;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary>One object of systemd's that somebody else may change. Setting and looking take turns, so that a change half made is not seen.</summary>
internal abstract class BusService : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IBus _bus;
    private readonly ILogger _log;
    private readonly string _name, _path;
    private readonly IDisposable _watch;

    protected BusService(IBus bus, ILogger log, string name, string path)
    {
        (_bus, _log, _name, _path) = (bus, log, name, path);
        _watch = bus.Watch(BusMatch.PropertiesOf(name, path), _ => LookSoon());
        bus.Connected += LookSoon;
    }

    public void Dispose()
    {
        _bus.Connected -= LookSoon;
        _watch.Dispose();
    }

    /// <summary>Looks at whether the object is as it was set.</summary>
    protected abstract Task LookAsync();

    /// <summary>Does something at its turn; a refusal is told with what could not be done.</summary>
    protected async Task TurnAsync(string refusal, Func<Task> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await work();
        }
        catch (RefusedException no)
        {
            throw new RefusedException($"{refusal}: {no.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    protected Task CallAsync(string method, string signature, CancellationToken ct, params object[] arguments) =>
        _bus.CallAsync(new BusCall(_name, _path, _name, method, signature, arguments), ct);

    protected async Task<T> GetAsync<T>(string property, CancellationToken ct) =>
        (T)(await _bus.CallAsync(BusCall.Get(_name, _path, _name, property), ct))[0];

    private void LookSoon() => _ = LookGuardedAsync();

    private async Task LookGuardedAsync()
    {
        // The bus's thread goes on.
        await Task.Yield();
        try
        {
            await TurnAsync($"can not ask {_name}", LookAsync, CancellationToken.None);
        }
        catch (Exception trouble)
        {
            _log.LogWarning("{Reason}", trouble.Message);
        }
    }
}
