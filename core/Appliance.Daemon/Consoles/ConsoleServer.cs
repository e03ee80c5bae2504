using System.Collections.Concurrent;
using System.Net.Sockets;
using Appliance.Cli.Protocol;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Consoles;

/// <summary>Lets clients in, and tells them why when the router goes down.</summary>
/// <param name="path">Of the socket.</param>
/// <param name="sessions">Runs the session of one client to its end.</param>
/// <param name="log">Topic <c>system</c>.</param>
public sealed class ConsoleServer(string path, IConsoleSessions sessions, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Client, Task> _clients = new();
    private ConsoleSocket? _socket;
    private Task _accepting = Task.CompletedTask;
    private Reason _reason = Reason.Quit;

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        _socket = new ConsoleSocket(path);
        _accepting = AcceptAsync(_socket);
    }

    /// <summary>Proves that whoever connects is heard: returns when somebody who says nothing is sent away.</summary>
    public async Task KnockAsync(CancellationToken ct)
    {
        using var visitor = await ConsoleSocket.ConnectAsync(path, ct);
        visitor.Shutdown(SocketShutdown.Send);
        await visitor.ReceiveAsync(new byte[1], ct);
    }

    /// <summary>Ends all sessions; nobody is let in any more.</summary>
    public async Task StopAsync(Reason reason)
    {
        _reason = reason;
        _socket?.Dispose();
        await _stop.CancelAsync();
        await _accepting;
        var ended = Task.WhenAll(_clients.Values);
        // Time for a goodbye; whoever does not read it must not keep the router up.
        await ended.WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var client in _clients.Keys) client.HangUp();
        await ended;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(Reason.Reboot);
        _stop.Dispose();
    }

    private async Task AcceptAsync(ConsoleSocket socket)
    {
        try
        {
            while (true)
            {
                var client = new Client(await socket.AcceptAsync(_stop.Token));
                _clients[client] = ServeAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Nobody else comes in.
        }
    }

    private async Task ServeAsync(Client client)
    {
        // Frees the accepting loop at once.
        await Task.Yield();
        try
        {
            if (await client.IntroduceAsync(_stop.Token) is { } hello)
            {
                var failed = await sessions.RunAsync(client, hello, _stop.Token);
                client.Sender.Send(new Ending(_stop.IsCancellationRequested ? _reason : Reason.Quit, failed).ToFrame());
            }
        }
        catch (Exception trouble)
        {
            log.LogError(trouble, "a console session ended");
        }
        await client.DisposeAsync();
        _clients.TryRemove(client, out _);
    }
}
