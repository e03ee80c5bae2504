using System.Net.Sockets;

namespace Appliance.Daemon.Consoles;

/// <summary>The socket where consoles connect. It stands at its path only while it listens, so that clients can wait for it to appear.</summary>
public sealed class ConsoleSocket : IDisposable
{
    private const int Backlog = 64;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;

    /// <param name="path">May be longer than a socket's address: the process moves into its folder, and uses the name alone.</param>
    public ConsoleSocket(string path)
    {
        _path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(folder);
        var unready = Path.Combine(folder, $".{Path.GetFileName(_path)}.new");
        File.Delete(unready);
        // Nothing else of the daemon uses relative paths.
        Environment.CurrentDirectory = folder;
        _socket.Bind(new UnixDomainSocketEndPoint(Path.GetFileName(unready)));
        File.SetUnixFileMode(unready, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _socket.Listen(Backlog);
        File.Move(unready, _path, overwrite: true);
    }

    /// <summary>Goes to the socket as a client does.</summary>
    public static async Task<Socket> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // The process stands in the socket's folder.
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.GetFileName(path)), ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next client.</summary>
    public async Task<NetworkStream> AcceptAsync(CancellationToken ct) => new(await _socket.AcceptAsync(ct), ownsSocket: true);

    public void Dispose()
    {
        File.Delete(_path);
        _socket.Dispose();
    }
}
