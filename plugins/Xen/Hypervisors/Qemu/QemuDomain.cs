using System.Net.Sockets;
using System.Text.Json;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>A guest in its QEMU process.</summary>
internal sealed partial class QemuDomain(DomainRecord record, QemuFiles files, CpuShares shares) : IDomain
{
    private static readonly TimeSpan s_exit = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource<DomainEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _forget = new();
    private DomainRecord _record = record;
    private PidHandle? _process;
    private Task<QmpClient?> _talking = Task.FromResult<QmpClient?>(null);
    private DomainEnd? _reason;

    public DomainSpec Spec => _record.Spec;

    public Task Ready => _talking;

    public bool Paused { get; private set; }

    public Task<DomainEnd> Ended => _ended.Task;

    public event Action? Rebooted;

    /// <summary>Takes the process over; one that can not be talked to is killed.</summary>
    public void Connect(PidHandle process)
    {
        _process = process;
        _talking = TalkAsync(process);
        _ = WatchAsync(process);
    }

    /// <summary>It ended while no daemon was looking: most likely somebody shut it down in the guest.</summary>
    public void WasGone() => _ended.TrySetResult(DomainEnd.PoweredOff);

    public async Task ResumeAsync(CancellationToken ct)
    {
        await RunAsync("cont", null, ct);
        Paused = false;
    }

    public Task PressPowerButtonAsync(CancellationToken ct) => RunAsync("system_powerdown", null, ct);

    public async Task DestroyAsync()
    {
        ObjectDisposedException.ThrowIf(_forget.IsCancellationRequested, this);
        if (_ended.Task.IsCompleted) return;
        _reason ??= DomainEnd.Destroyed;
        // Should we be killed in between, the next daemon finds a stray, not a guest that switched itself off.
        File.Delete(files.Record);
        _process?.Kill();
        await _ended.Task;
    }

    public Task SetWeightAsync(int weight, CancellationToken ct)
    {
        shares.Set(_record.Pid, weight);
        Save(_record with { Spec = _record.Spec with { Weight = weight } });
        return Task.CompletedTask;
    }

    public async Task<Stream> OpenConsoleAsync(CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(files.Console), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _forget.CancelAsync();
        if (await _talking is { } qmp) await qmp.DisposeAsync();
        _process?.Dispose();
        if (!_ended.Task.IsCompleted) return;
        files.Remove();
        shares.Forget(_record.Pid);
    }

    private async Task<QmpClient?> TalkAsync(PidHandle process)
    {
        await Task.Yield();
        try
        {
            var qmp = await QmpClient.ConnectAsync(files.Qmp, OnEvent, _forget.Token);
            var status = await qmp.ExecuteAsync("query-status", null, _forget.Token);
            Paused = status.GetProperty("status").GetString() is "prelaunch" or "paused";
            await CompareNicsAsync(qmp);
            return qmp;
        }
        catch (Exception error) when (error is SocketException or QmpException or OperationCanceledException)
        {
            if (_forget.IsCancellationRequested) return null;
            _reason ??= DomainEnd.Crashed;
            process.Kill();
            return null;
        }
    }

    private async Task WatchAsync(PidHandle process)
    {
        if (await _talking is { } qmp) await qmp.Closed;
        if (_forget.IsCancellationRequested) return;
        if (!await process.WaitAsync(s_exit))
        {
            process.Kill();
            await process.WaitAsync(s_exit);
        }
        _ended.TrySetResult(_reason ?? DomainEnd.Crashed);
    }

    private void OnEvent(string name, JsonElement data)
    {
        switch (name)
        {
            case "SHUTDOWN":
                // "host-signal" is somebody's kill, or the machine going down: as good as our own.
                _reason ??= data.GetProperty("reason").GetString() switch
                {
                    "guest-shutdown" => DomainEnd.PoweredOff,
                    "guest-panic" => DomainEnd.Crashed,
                    _ => DomainEnd.Destroyed,
                };
                break;
            case "RESET" when data.GetProperty("guest").GetBoolean():
                Rebooted?.Invoke();
                break;
            case "DEVICE_DELETED" when data.TryGetProperty("device", out var device):
                OnDeleted(device.GetString()!);
                break;
        }
    }

    private async Task<JsonElement> RunAsync(string command, Action<Utf8JsonWriter>? arguments, CancellationToken ct)
    {
        try
        {
            var qmp = await _talking.WaitAsync(ct) ?? throw new QmpException("the virtual machine has ended");
            return await qmp.ExecuteAsync(command, arguments, ct);
        }
        catch (QmpException error)
        {
            throw new DomainFailedException("failed", $"{Spec.Name}: {error.Message}");
        }
    }

    private void Save(DomainRecord record)
    {
        _record = record;
        if (!_ended.Task.IsCompleted && _reason is null) record.Write(files.Record);
    }
}
