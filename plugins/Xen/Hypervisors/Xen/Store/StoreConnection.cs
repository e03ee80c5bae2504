using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen.Store;

/// <summary>One connection to xenstored: requests, their answers by number, and events of watches in between.</summary>
internal sealed class StoreConnection : IAsyncDisposable
{
    private const int HeaderSize = 16, LargestPayload = 4096;
    private readonly Socket _socket;
    private readonly Action<string, string> _event;
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<byte[]>> _asked = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Task _reading;
    private uint _number;

    private StoreConnection(Socket socket, Action<string, string> watchEvent)
    {
        (_socket, _event) = (socket, watchEvent);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Completes when xenstored is gone, or the connection was disposed.</summary>
    public Task Closed => _reading;

    /// <param name="socket">xenstored's socket.</param>
    /// <param name="watchEvent">Gets path and token; returns at once.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StoreException">Nobody answers there.</exception>
    public static async Task<StoreConnection> OpenAsync(string socket, Action<string, string> watchEvent, CancellationToken ct)
    {
        var connected = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connected.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct);
            return new StoreConnection(connected, watchEvent);
        }
        catch (SocketException error)
        {
            connected.Dispose();
            throw new StoreException("", $"xenstored does not answer: {error.Message}");
        }
        catch
        {
            connected.Dispose();
            throw;
        }
    }

    /// <exception cref="StoreException">It was refused, or the connection is lost.</exception>
    public async Task<byte[]> AskAsync(StoreOperation operation, uint transaction, byte[] payload, CancellationToken ct)
    {
        if (payload.Length > LargestPayload) throw new StoreException("E2BIG", "xenstore takes no more than 4096 octets at once");
        var number = Interlocked.Increment(ref _number);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = answer;
        if (_reading.IsCompleted) answer.TrySetException(Lost());
        try
        {
            await SendAsync(Message(operation, number, transaction, payload));
            return await answer.Task.WaitAsync(ct);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Lost();
        }
        finally
        {
            _asked.TryRemove(number, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
    }

    private static StoreException Lost() => new("", "xenstored has ended");

    private static byte[] Message(StoreOperation operation, uint number, uint transaction, byte[] payload)
    {
        var message = new byte[HeaderSize + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)operation);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), number);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), transaction);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), (uint)payload.Length);
        payload.CopyTo(message, HeaderSize);
        return message;
    }

    // Whole messages: a request that is given up half way would make nonsense of the next one.
    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync();
        try
        {
            for (var sent = 0; sent < message.Length;) sent += await _socket.SendAsync(message.AsMemory(sent));
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var header = new byte[HeaderSize];
            while (await FillAsync(header))
            {
                var payload = new byte[BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12))];
                if (payload.Length > LargestPayload || !await FillAsync(payload)) break;
                Take((StoreOperation)BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)), payload);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Lost, or closed by us; either way nobody gets an answer any more.
        }
        foreach (var asked in _asked.Values) asked.TrySetException(Lost());
    }

    private void Take(StoreOperation operation, uint number, byte[] payload)
    {
        if (operation == StoreOperation.WatchEvent)
        {
            var words = Encoding.UTF8.GetString(payload).Split('\0');
            _event(words[0], words.Length > 1 ? words[1] : "");
        }
        else if (_asked.TryGetValue(number, out var asked))
        {
            if (operation == StoreOperation.Error) asked.TrySetException(Refusal(Encoding.UTF8.GetString(payload).TrimEnd('\0')));
            else asked.TrySetResult(payload);
        }
    }

    private static StoreException Refusal(string error) => new(error, $"xenstored refused: {error}");

    private async Task<bool> FillAsync(byte[] buffer)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var count = await _socket.ReceiveAsync(buffer.AsMemory(filled));
            if (count == 0) return false;
            filled += count;
        }
        return true;
    }
}
