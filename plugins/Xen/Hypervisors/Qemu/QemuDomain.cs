using System.Net.Sockets;
using System.Text.Json;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>A guest in its QEMU process.</summary>
internal sealed partial class QemuDomain(DomainRecord record, QemuFiles files, CpuShares shares) : IDomain
{
    private static readonly TimeSpan s_exit = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource<DomainEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DomainRecord _record = record;
    private PidHandle? _process;
    private QmpClient? _qmp;
    private DomainEnd? _reason;
    private bool _forgotten;

    public DomainSpec Spec => _record.Spec;

    public bool Paused { get; private set; }

    public Task<DomainEnd> Ended => _ended.Task;

    public event Action? Rebooted;

    private QmpClient Qmp => _qmp ?? throw new QmpException("the virtual machine has ended");

    /// <summary>Takes the process over; one that does not talk any more is killed.</summary>
    public async Task ConnectAsync(PidHandle process, CancellationToken ct)
    {
        _process = process;
        try
        {
            _qmp = await QmpClient.ConnectAsync(files.Qmp, OnEvent, ct);
            var status = await _qmp.ExecuteAsync("query-status", null, ct);
            Paused = status.GetProperty("status").GetString() is "prelaunch" or "paused";
        }
        catch (Exception error) when (error is SocketException or QmpException or OperationCanceledException)
        {
            _reason ??= DomainEnd.Crashed;
            process.Kill();
        }
        _ = WatchAsync(process, _qmp);
    }

    /// <summary>It ended while no daemon was looking: most likely somebody shut it down in the guest.</summary>
    public void WasGone()
    {
        files.Remove();
        shares.Forget(_record.Pid);
        _ended.TrySetResult(DomainEnd.PoweredOff);
    }

    public async Task ResumeAsync(CancellationToken ct)
    {
        await RunAsync("cont", null, ct);
        Paused = false;
    }

    public Task PressPowerButtonAsync(CancellationToken ct) => RunAsync("system_powerdown", null, ct);

    public async Task DestroyAsync()
    {
        ObjectDisposedException.ThrowIf(_forgotten, this);
        if (_ended.Task.IsCompleted) return;
        _reason ??= DomainEnd.Destroyed;
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
        _forgotten = true;
        if (_qmp is not null) await _qmp.DisposeAsync();
        _process?.Dispose();
    }

    private async Task WatchAsync(PidHandle process, QmpClient? qmp)
    {
        if (qmp is not null) await qmp.Closed;
        if (_forgotten) return;
        if (!await process.WaitAsync(s_exit))
        {
            process.Kill();
            await process.WaitAsync(s_exit);
        }
        files.Remove();
        shares.Forget(_record.Pid);
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
            return await Qmp.ExecuteAsync(command, arguments, ct);
        }
        catch (QmpException error)
        {
            throw new DomainFailedException("failed", $"{Spec.Name}: {error.Message}");
        }
    }

    private void Save(DomainRecord record)
    {
        _record = record;
        if (!_ended.Task.IsCompleted) record.Write(files.Record);
    }
}
