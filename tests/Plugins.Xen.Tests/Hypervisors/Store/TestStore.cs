using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Appliance.XenPlugin.Hypervisors.Xen.Store;

namespace Appliance.XenPlugin.Tests.Hypervisors.Store;

/// <summary>A xenstored in this process: the real protocol over a real socket, one value for each path.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> _clients = [];
    private readonly List<(Socket Client, string Path, string Token)> _watches = [];
    private readonly Dictionary<uint, (int Version, List<Action> Changes)> _transactions = [];
    private readonly Task _accepting;
    private int _version;
    private uint _lastTransaction;

    public TestStore(string socket)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(socket));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>By path, as the last request said.</summary>
    public Dictionary<string, string> Permissions { get; } = [];

    public List<string> Commits { get; } = [];

    /// <summary>Somebody else writes.</summary>
    public void Write(string path, string value)
    {
        lock (_lock) Set(path, value);
    }

    /// <summary>As an event that has no path.</summary>
    public void Fire(string special)
    {
        lock (_lock) Tell(special);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        lock (_lock)
        {
            foreach (var client in _clients) client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                lock (_lock) _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await using var stream = new NetworkStream(client);
        var header = new byte[16];
        try
        {
            while (await stream.ReadAtLeastAsync(header, 16, throwOnEndOfStream: false) == 16)
            {
                var payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12))];
                await stream.ReadExactlyAsync(payload);
                lock (_lock) Answer(client, (StoreOperation)header[0], header.AsSpan(4, 4), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)), payload);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It hung up.
        }
    }

    private void Answer(Socket client, StoreOperation operation, ReadOnlySpan<byte> number, uint transaction, byte[] payload)
    {
        var words = Encoding.UTF8.GetString(payload).Split('\0');
        string? answer = "OK\0";
        switch (operation)
        {
            case StoreOperation.Read: answer = Values.GetValueOrDefault(words[0]); break;
            case StoreOperation.Directory:
                var names = Values.Keys.Where(path => path.StartsWith(words[0] + "/")).Select(path => path[(words[0].Length + 1)..].Split('/')[0]).Distinct().ToList();
                answer = names.Count == 0 ? null : string.Concat(names.Select(name => name + "\0"));
                break;
            case StoreOperation.Write: Change(transaction, () => Set(words[0], words[1])); break;
            case StoreOperation.Remove: Change(transaction, () => Clear(words[0])); break;
            case StoreOperation.SetPermissions: Change(transaction, () => Permissions[words[0]] = $"{words[1]} {words[2]}"); break;
            case StoreOperation.TransactionStart:
                _transactions[++_lastTransaction] = (_version, []);
                answer = $"{_lastTransaction}\0";
                break;
            case StoreOperation.TransactionEnd: answer = End(transaction, words[0]); break;
            case StoreOperation.Watch:
                _watches.Add((client, words[0], words[1]));
                Send(client, operation, number, answer);
                Send(client, StoreOperation.WatchEvent, default, $"{words[0]}\0{words[1]}\0");
                return;
            case StoreOperation.Unwatch: _watches.RemoveAll(watch => watch.Client == client && watch.Token == words[1]); break;
        }
        if (answer is null or "EAGAIN\0") Send(client, StoreOperation.Error, number, answer ?? "ENOENT\0");
        else Send(client, operation, number, answer);
    }

    private string End(uint transaction, string how)
    {
        _transactions.Remove(transaction, out var work);
        if (how != "T") return "OK\0";
        Commits.Add(work.Version == _version ? "done" : "again");
        if (work.Version != _version) return "EAGAIN\0";
        foreach (var change in work.Changes) change();
        return "OK\0";
    }

    private void Change(uint transaction, Action change)
    {
        if (transaction == 0) change();
        else _transactions[transaction].Changes.Add(change);
    }

    private void Set(string path, string value)
    {
        Values[path] = value;
        _version++;
        Tell(path);
    }

    private void Clear(string path)
    {
        foreach (var below in Values.Keys.Where(key => key == path || key.StartsWith(path + "/")).ToList()) Values.Remove(below);
        _version++;
        Tell(path);
    }

    private void Tell(string path)
    {
        foreach (var watch in _watches.Where(watch => path == watch.Path || path.StartsWith(watch.Path + "/") || watch.Path.StartsWith(path + "/")))
            Send(watch.Client, StoreOperation.WatchEvent, default, $"{path}\0{watch.Token}\0");
    }

    private static void Send(Socket client, StoreOperation operation, ReadOnlySpan<byte> number, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var message = new byte[16 + payload.Length];
        message[0] = (byte)operation;
        number.CopyTo(message.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), payload.Length);
        payload.CopyTo(message, 16);
        client.Send(message);
    }
}
