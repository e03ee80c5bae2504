using Appliance.Drivers.Linux.DBus;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary>
/// <c>org.freedesktop.login1</c>: takes the machine down, and holds a lock that delays everybody else who does until the router is prepared.
/// </summary>
public sealed class LoginService : IDisposable
{
    private const string Name = "org.freedesktop.login1", Path = "/org/freedesktop/login1", Face = "org.freedesktop.login1.Manager";
    private readonly IBus _bus;
    private readonly Power _power;
    private readonly ILogger _log;
    private readonly IDisposable[] _watches;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SafeFileHandle? _lock;

    /// <param name="bus">Where systemd is.</param>
    /// <param name="power">Prepares.</param>
    /// <param name="log">Topic <c>system</c>.</param>
    public LoginService(IBus bus, Power power, ILogger log)
    {
        (_bus, _power, _log) = (bus, power, log);
        _watches = [Watch("PrepareForShutdownWithMetadata"), Watch("PrepareForShutdown")];
        bus.Connected += LookSoon;
    }

    /// <summary>Takes the machine down.</summary>
    public static Task EndAsync(IBus bus, PowerRequest request) =>
        bus.CallAsync(new BusCall(Name, Path, Face, request == PowerRequest.Reboot ? "Reboot" : "PowerOff", "b", false));

    /// <summary>Whether systemd takes the machine down, by whomever it was told to.</summary>
    public async Task<bool> IsGoingDownAsync()
    {
        try
        {
            return (await _bus.CallAsync(BusCall.Get("org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "SystemState")))[0] is "stopping";
        }
        catch (RefusedException)
        {
            return false; // a bus without systemd does not say
        }
    }

    public void Dispose()
    {
        _bus.Connected -= LookSoon;
        foreach (var watch in _watches) watch.Dispose();
        _lock?.Dispose();
    }

    private IDisposable Watch(string signal) => _bus.Watch(new BusMatch(Name, Path, Face, signal), message => _ = LookAsync(message));

    private void LookSoon() => _ = LookAsync(null);

    // Anybody may send a signal: it is only the reason to ask.
    private async Task LookAsync(BusMessage? signal)
    {
        // In the order of the signals: the first one says what comes next, the second one does not.
        var turn = _turn.WaitAsync();
        await Task.Yield();
        await turn;
        try
        {
            if (!(bool)(await _bus.CallAsync(BusCall.Get(Name, Path, Face, "PreparingForShutdown")))[0])
            {
                if (signal is not null) _power.StayUp();
                if (_lock is null or { IsClosed: true }) await TakeLockAsync();
                return;
            }
            // Older ones do not say what comes next: whoever waits at a console then waits for the router to come back.
            var off = signal?.Body.ElementAtOrDefault(1) is Dictionary<object, object> facts && facts.TryGetValue("type", out var type) && type is "poweroff" or "halt";
            await _power.PrepareAsync(off ? PowerRequest.PowerOff : PowerRequest.Reboot);
            _lock?.Dispose();
        }
        catch (Exception trouble)
        {
            _log.LogWarning("can not ask {Service}: {Reason}", Name, trouble.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task TakeLockAsync() =>
        _lock = (SafeFileHandle)(await _bus.CallAsync(new BusCall(Name, Path, Face, "Inhibit", "ssss", "shutdown", "appliance", "guests are shut down in order", "delay")))[0];
}
