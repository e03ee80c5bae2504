using System.Net.Sockets;
using System.Text;

namespace Appliance.Cli.Connecting;

/// <summary>The daemon's socket.</summary>
public sealed class Endpoint
{
    private const int LongestAddress = 107;
    private readonly string _path;
    private readonly string _folder;

    /// <param name="path">May be longer than a socket's address: the process moves into its folder then, and uses the name alone.</param>
    public Endpoint(string path)
    {
        _path = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_path)!;
    }

    /// <summary>Connects now; null when nobody listens.</summary>
    public async Task<NetworkStream?> TryConnectAsync(CancellationToken ct)
    {
        if (!Directory.Exists(_folder)) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address()), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Waits until a daemon listens; null when the machine that it belongs to has gone down.</summary>
    public async Task<NetworkStream?> ConnectAsync(CancellationToken ct)
    {
        if (!Directory.Exists(_folder)) return null;
        using var changed = new SemaphoreSlim(1);
        using var watcher = new FileSystemWatcher(_folder);
        // The daemon renames its socket into place when it listens; the sandbox leaves a word when it ends.
        watcher.Renamed += (_, _) => changed.Release();
        watcher.Created += (_, _) => changed.Release();
        watcher.Error += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            await changed.WaitAsync(ct);
            if (await TryConnectAsync(ct) is { } stream) return stream;
            if (!Directory.Exists(_folder) || File.Exists(Path.Combine(_folder, "down"))) return null;
        }
    }

    private string Address()
    {
        if (Encoding.UTF8.GetByteCount(_path) <= LongestAddress) return _path;
        Environment.CurrentDirectory = _folder;
        return Path.GetFileName(_path);
    }
}
