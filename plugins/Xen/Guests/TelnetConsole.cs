using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>Offers a guest's console on a TCP port.</summary>
internal sealed class TelnetConsole : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closed = new();
    private readonly string _machine;
    private readonly GuestConsole _console;
    private readonly ILogger _log;

    /// <exception cref="SocketException">The port is not free.</exception>
    public TelnetConsole(int port, string machine, GuestConsole console, ILogger log)
    {
        (Port, _machine, _console, _log) = (port, machine, console, log);
        try
        {
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(new IPEndPoint(IPAddress.Any, port));
            _listener.Listen(8);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
        _ = AcceptAsync();
    }

    public int Port { get; }

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync(_closed.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The console is not offered any more.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var user = $"telnet from {((IPEndPoint)socket.RemoteEndPoint!).Address}";
            using var session = _console.TryOpen(user);
            if (session is null)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"console of {_machine} is in use by {_console.User ?? "somebody else"}\r\n"), _closed.Token);
                return;
            }
            _log.LogInformation("console of {Machine} opened by {User}", _machine, user);
            await RunAsync(stream, session);
            _log.LogInformation("console of {Machine} closed by {User}", _machine, user);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            _log.LogDebug("telnet to {Machine} ended: {Error}", _machine, error.Message);
        }
    }

    private async Task RunAsync(NetworkStream stream, ConsoleSession session)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        var protocol = new TelnetProtocol();
        await stream.WriteAsync(TelnetProtocol.Greeting, over.Token);
        var reading = ReadAsync(stream, session, protocol, over.Token);
        var writing = WriteAsync(stream, session, protocol, over.Token);
        await await Task.WhenAny(reading, writing);
        await over.CancelAsync();
    }

    private static async Task ReadAsync(NetworkStream stream, ConsoleSession session, TelnetProtocol protocol, CancellationToken ct)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var count)
        {
            var (keys, answers) = protocol.Receive(buffer.AsSpan(0, count));
            if (answers.Length > 0) await stream.WriteAsync(answers, ct);
            await session.TypeAsync(keys, ct);
        }
    }

    private static async Task WriteAsync(NetworkStream stream, ConsoleSession session, TelnetProtocol protocol, CancellationToken ct)
    {
        await foreach (var output in session.Output.ReadAllAsync(ct)) await stream.WriteAsync(protocol.Send(output), ct);
    }
}
