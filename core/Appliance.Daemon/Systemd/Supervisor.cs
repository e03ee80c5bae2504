using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Appliance.Daemon.Systemd;

/// <summary>The way to the service manager that started the daemon, by the protocol of sd_notify(3). Says nothing where there is none.</summary>
/// <param name="socket">Where it listens; a leading <c>@</c> stands for a name that is in no folder.</param>
/// <param name="watchdog">How long it waits for a sign of life before it kills; null for ever.</param>
public sealed class Supervisor(string? socket, TimeSpan? watchdog)
{
    /// <summary>How long the service manager waits for a sign of life; null for ever.</summary>
    public TimeSpan? Watchdog => watchdog;

    /// <summary>The one that the environment names.</summary>
    public static Supervisor FromEnvironment() => From(Environment.GetEnvironmentVariable, Environment.ProcessId);

    /// <param name="variable">Gives the environment's variables.</param>
    /// <param name="process">This process: the watchdog may be meant for another.</param>
    public static Supervisor From(Func<string, string?> variable, int process)
    {
        var mine = variable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == process.ToString(CultureInfo.InvariantCulture);
        var limit = mine && long.TryParse(variable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds) : (TimeSpan?)null;
        return new Supervisor(variable("NOTIFY_SOCKET") is { Length: > 0 } socket ? socket : null, limit);
    }

    /// <summary>The start is complete.</summary>
    public void Ready() => Tell("READY=1\nSTATUS=consoles are let in");

    /// <summary>The end has begun.</summary>
    public void Stopping() => Tell("STOPPING=1\nSTATUS=stopping");

    /// <summary>A sign of life.</summary>
    public void Alive() => Tell("WATCHDOG=1");

    private void Tell(string lines)
    {
        if (socket is null) return;
        using var line = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        line.SendTo(Encoding.UTF8.GetBytes(lines), new UnixDomainSocketEndPoint(socket[0] == '@' ? "\0" + socket[1..] : socket));
    }
}
