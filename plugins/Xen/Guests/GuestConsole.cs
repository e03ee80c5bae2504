using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>
/// A guest's only console. It is read all the time, so that the guest never waits and a newcomer sees what came last; one person
/// at a time may use it, from a session or by telnet.
/// </summary>
public sealed class GuestConsole : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Stream _guest;
    private readonly ILogger _log;
    private readonly ConsoleHistory _history = new();
    private readonly Task _reading;
    private ConsoleSession? _session;
    private TelnetConsole? _telnet;

    public GuestConsole(Stream guest, ILogger log)
    {
        (_guest, _log) = (guest, log);
        _reading = ReadAsync();
    }

    /// <summary>Who uses it; null for nobody.</summary>
    public string? User
    {
        get { lock (_lock) return _session?.User; }
    }

    /// <summary>Gives the console to a person.</summary>
    /// <param name="user">What others are told, such as <c>admin</c>.</param>
    /// <returns>Null while somebody else has it.</returns>
    public ConsoleSession? TryOpen(string user)
    {
        lock (_lock)
        {
            if (_session is not null) return null;
            _session = new ConsoleSession(user, _guest, Close);
            _session.Show(_history.Read());
            if (_reading.IsCompleted) _session.End();
            return _session;
        }
    }

    /// <summary>Offers the console on a TCP port, or no longer; nothing happens when it already does.</summary>
    public void Listen(int? port, string machine)
    {
        lock (_lock)
        {
            if (_telnet?.Port == port) return;
            _telnet?.Dispose();
            _telnet = null;
            if (port is null) return;
            try
            {
                _telnet = new TelnetConsole(port.Value, machine, this, _log);
            }
            catch (SocketException error)
            {
                _log.LogError("console of {Machine} can not be offered on port {Port}: {Error}", machine, port, error.Message);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Listen(null, "");
        await _guest.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        await Task.Yield();
        var buffer = new byte[4096];
        try
        {
            while (await _guest.ReadAsync(buffer) is > 0 and var count)
            {
                lock (_lock)
                {
                    _history.Add(buffer.AsSpan(0, count));
                    _session?.Show(buffer.AsSpan(0, count).ToArray());
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The guest has ended, or the daemon lets go of it.
        }
        lock (_lock) _session?.End();
    }

    private void Close(ConsoleSession session)
    {
        lock (_lock)
        {
            if (_session == session) _session = null;
        }
    }
}
