using System.Net.Sockets;

namespace Appliance.Image.Tests.Running;

/// <summary>QEMU's monitor of one machine: presses the power button, and tells why the machine ended.</summary>
internal sealed class MachineMonitor : IDisposable
{
    private readonly string _path;
    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource<StreamWriter> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="path">Of the socket, at which QEMU knocks when it starts.</param>
    public MachineMonitor(string path)
    {
        _path = path;
        File.Delete(path);
        _door.Bind(new UnixDomainSocketEndPoint(path));
        _door.Listen();
        IsReset = ReadAsync();
    }

    public IReadOnlyList<string> Arguments => ["-qmp", $"unix:{_path}"];

    /// <summary>Completes when QEMU has ended: whether the machine wanted to begin anew.</summary>
    public Task<bool> IsReset { get; }

    public async Task PressPowerButtonAsync()
    {
        await (await _connected.Task).WriteLineAsync("""{"execute":"system_powerdown"}""");
        await _pressed.Task;
    }

    public void Dispose() => _door.Dispose();

    private async Task<bool> ReadAsync()
    {
        using var stream = new NetworkStream(await _door.AcceptAsync(), ownsSocket: true);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        // No events before that.
        await writer.WriteLineAsync("""{"execute":"qmp_capabilities"}""");
        _connected.SetResult(writer);
        var reset = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            reset |= line.Contains("\"guest-reset\"", StringComparison.Ordinal);
            if (line.Contains("\"POWERDOWN\"", StringComparison.Ordinal)) _pressed.TrySetResult();
        }
        return reset;
    }
}
