using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>
/// A guest on Xen. When it restarts itself another domain takes the place of the one that stopped. What happens to it is done in turn;
/// events only say that it needs a look.
/// </summary>
internal sealed partial class XenDomain(DomainRecord record, XenFiles files, XenParts parts) : IDomain
{
    private readonly TaskCompletionSource<DomainEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _forget = new();
    private DomainRecord _record = record;
    private MadeDomain? _made;
    private XenConsole? _console;
    private DomainEnd? _reason;

    public DomainSpec Spec => _record.Spec;

    public Task Ready => _ready.Task;

    public bool Paused { get; private set; } = true;

    public Task<DomainEnd> Ended => _ended.Task;

    public event Action? Rebooted;

    /// <summary>It was just made.</summary>
    public void Take(MadeDomain made)
    {
        _made = made;
        Save(_record with { Stage = DomainStage.Made });
        _ready.TrySetResult();
    }

    /// <summary>An earlier daemon made it.</summary>
    public Task TakeOverAsync() => InTurnAsync(async () =>
    {
        try
        {
            if (_record.Stage == DomainStage.Restarting)
            {
                await RestartAsync();
            }
            else if (parts.Control.Find(_record.Uuid) is not { } domain)
            {
                await EndAsync(DomainEnd.PoweredOff);
            }
            else
            {
                (_made, Paused) = (new MadeDomain(domain.Id, null), domain.IsPaused);
                await CompareNicsAsync();
                await FollowAsync(domain);
            }
        }
        catch (StoreException trouble)
        {
            parts.Log.LogError("{Machine} runs on, but can not be asked for anything: {Trouble}", Spec.Name, trouble.Message);
        }
        finally
        {
            _ready.TrySetResult();
        }
    });

    /// <summary>Some domain stopped or is gone.</summary>
    public Task LookAsync() => InTurnAsync(async () =>
    {
        if (_made is null || _forget.IsCancellationRequested) return;
        if (parts.Control.Find(_record.Uuid) is { } domain) await FollowAsync(domain);
        else await EndAsync(_reason ?? DomainEnd.Crashed);
    });

    public async Task ResumeAsync(CancellationToken ct)
    {
        await InTurnAsync(
            () =>
            {
                parts.Control.Unpause(Needed().Id);
                Paused = false;
                return Task.CompletedTask;
            },
            ct);
    }

    public Task PressPowerButtonAsync(CancellationToken ct) => InTurnAsync(() => AskAsync(store => store.WriteAsync($"/local/domain/{Needed().Id}/control/shutdown", "poweroff", ct)), ct);

    public async Task DestroyAsync()
    {
        ObjectDisposedException.ThrowIf(_forget.IsCancellationRequested, this);
        _reason ??= DomainEnd.Destroyed;
        await InTurnAsync(async () =>
        {
            // Should we be killed in between, the next daemon goes on with it.
            if (!_ended.Task.IsCompleted) Save(_record with { Stage = DomainStage.Doomed });
            await EndAsync(_reason.Value);
        });
    }

    public Task SetWeightAsync(int weight, CancellationToken ct) => InTurnAsync(
        () =>
        {
            parts.Control.SetWeight(Needed().Id, weight);
            Save(_record with { Spec = _record.Spec with { Weight = weight } });
            return Task.CompletedTask;
        },
        ct);

    public Task<Stream> OpenConsoleAsync(CancellationToken ct)
    {
        _console = new XenConsole();
        if (_ended.Task.IsCompleted) _console.End();
        else _ = ConnectAsync(_console);
        return Task.FromResult<Stream>(_console);
    }

    public async ValueTask DisposeAsync()
    {
        if (_forget.IsCancellationRequested) return;
        await _forget.CancelAsync();
        await InTurnAsync(() => Task.CompletedTask);
        _console?.End();
        _made?.Disk?.Dispose();
        if (_ended.Task.IsCompleted) files.Remove();
    }

    private Task FollowAsync(DomainInfo domain) => domain.Stopped switch
    {
        StopReason.Rebooted when _reason is null => RestartAsync(),
        StopReason.PoweredOff or StopReason.Rebooted => EndAsync(_reason ?? DomainEnd.PoweredOff),
        StopReason.Crashed or StopReason.Watchdog => EndAsync(_reason ?? DomainEnd.Crashed),
        _ => Task.CompletedTask,
    };

    private async Task RestartAsync()
    {
        // Its cards are plugged in anew by whoever hears of the restart.
        Save(_record with { Stage = DomainStage.Restarting, Nics = [] });
        await TakeAwayAsync();
        try
        {
            _made = await parts.Maker.MakeAsync(_record, files, CancellationToken.None);
        }
        catch (Exception failure) when (failure is DomainFailedException or IOException)
        {
            parts.Log.LogError("{Reason}", failure.Message);
            await EndAsync(DomainEnd.Crashed);
            return;
        }
        Paused = true;
        Save(_record with { Stage = DomainStage.Made });
        if (_console is { } console) _ = ConnectAsync(console);
        Rebooted?.Invoke();
    }

    private async Task EndAsync(DomainEnd end)
    {
        if (_ended.Task.IsCompleted) return;
        await TakeAwayAsync();
        _console?.End();
        _record = _record with { Nics = [] };
        _ended.TrySetResult(end);
    }

    private async Task TakeAwayAsync()
    {
        _made?.Disk?.Dispose();
        _made = null;
        await parts.Remains.TakeAwayAsync(_record.Uuid);
    }

    private async Task ConnectAsync(XenConsole console)
    {
        try
        {
            if (_made is not { } made) return;
            var tty = await parts.Store.UntilAsync($"/local/domain/{made.Id}/console/tty", path => path is { Length: > 0 }, _forget.Token);
            console.Attach(tty!);
        }
        catch (Exception trouble) when (trouble is IOException or StoreException)
        {
            if (_made is not null) parts.Log.LogWarning("console of {Machine} can not be reached: {Trouble}", Spec.Name, trouble.Message);
        }
        catch (OperationCanceledException)
        {
            // Nobody wants it any more.
        }
    }

    private MadeDomain Needed() => _made ?? throw new DomainFailedException("failed", $"{Spec.Name}: the virtual machine has ended");

    private async Task AskAsync(Func<XenStore, Task> ask)
    {
        try
        {
            await ask(parts.Store);
        }
        catch (StoreException trouble)
        {
            throw new DomainFailedException("failed", $"{Spec.Name}: {trouble.Message}");
        }
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken ct = default)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Save(DomainRecord record)
    {
        _record = record;
        if (!_ended.Task.IsCompleted) record.Write(files.Record);
    }
}
