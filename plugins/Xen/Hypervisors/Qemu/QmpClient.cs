using System.Net.Sockets;
using System.Text.Json;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>QEMU's machine protocol over a unix socket: commands with answers, and events in between.</summary>
internal sealed class QmpClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly Action<string, JsonElement> _onEvent;
    private readonly Dictionary<long, TaskCompletionSource<JsonElement>> _waiting = [];
    private readonly SemaphoreSlim _sending = new(1);
    private long _number;

    private QmpClient(NetworkStream stream, Action<string, JsonElement> onEvent)
    {
        (_stream, _onEvent) = (stream, onEvent);
        Closed = ReadAsync();
    }

    /// <summary>Completes when QEMU has hung up: its process is ending.</summary>
    public Task Closed { get; }

    /// <param name="onEvent">Gets each event on the reading thread; returns at once.</param>
    public static async Task<QmpClient> ConnectAsync(string path, Action<string, JsonElement> onEvent, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            var client = new QmpClient(new NetworkStream(socket, ownsSocket: true), onEvent);
            await client.ExecuteAsync("qmp_capabilities", null, ct);
            return client;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="QmpException">QEMU refused; or it has hung up.</exception>
    public async Task<JsonElement> ExecuteAsync(string command, Action<Utf8JsonWriter>? arguments, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref _number);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting) _waiting[number] = answer;
        try
        {
            if (Closed.IsCompleted) throw new QmpException("the virtual machine has ended");
            await _sending.WaitAsync(ct);
            try
            {
                await _stream.WriteAsync(Line(command, number, arguments), ct);
            }
            catch (IOException)
            {
                throw new QmpException("the virtual machine has ended");
            }
            finally
            {
                _sending.Release();
            }
            return await answer.Task.WaitAsync(ct);
        }
        finally
        {
            lock (_waiting) _waiting.Remove(number);
        }
    }

    /// <summary>The same, where it does not matter whether there was anything to do.</summary>
    public async Task TryAsync(string command, Action<Utf8JsonWriter> arguments)
    {
        try
        {
            await ExecuteAsync(command, arguments, CancellationToken.None);
        }
        catch (QmpException)
        {
            // Then it was done already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await Closed;
    }

    private static byte[] Line(string command, long number, Action<Utf8JsonWriter>? arguments)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("execute", command);
            json.WriteNumber("id", number);
            json.WriteStartObject("arguments");
            arguments?.Invoke(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private async Task ReadAsync()
    {
        await Task.Yield();
        try
        {
            using var reader = new StreamReader(_stream, leaveOpen: true);
            while (await reader.ReadLineAsync() is { } line) Take(line);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or JsonException)
        {
            // However the conversation ended, those who wait are told below.
        }
        lock (_waiting)
        {
            foreach (var waiting in _waiting.Values) waiting.TrySetException(new QmpException("the virtual machine has ended"));
        }
    }

    private void Take(string line)
    {
        using var document = JsonDocument.Parse(line);
        var message = document.RootElement;
        if (message.TryGetProperty("event", out var name))
        {
            _onEvent(name.GetString()!, message.TryGetProperty("data", out var data) ? data.Clone() : default);
            return;
        }
        if (!message.TryGetProperty("id", out var id)) return;
        TaskCompletionSource<JsonElement>? answer;
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(id.GetInt64(), out answer)) return;
        }
        if (message.TryGetProperty("error", out var error)) answer.TrySetException(new QmpException(error.GetProperty("desc").GetString()!));
        else answer.TrySetResult(message.GetProperty("return").Clone());
    }
}
