using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>The virtual machines that are started with the router, or with the package: in their order, each after its delay.</summary>
public sealed class Autostart(GuestList guests, GuestStart start, IConfig config)
{
    private readonly Lock _lock = new();
    private List<(VirtualMachine Machine, TaskCompletionSource Started)>? _waiting = [];

    /// <summary>Takes a virtual machine that was found enabled while the router starts.</summary>
    /// <returns>Ends when it executes, or stays off; null where the router is up, and who enables it waits for no others.</returns>
    public Task? Enqueue(VirtualMachine machine, Guest guest)
    {
        lock (_lock)
        {
            if (_waiting is null) return null;
            if (!machine.Autostart)
            {
                guest.StayOff(VmState.Shutdown, failed: false);
                return Task.CompletedTask;
            }
            guest.AwaitTurn();
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((machine, started));
            return started.Task;
        }
    }

    /// <summary>All are known: starts them, and returns at once.</summary>
    public void Begin(CancellationToken stopping)
    {
        List<(VirtualMachine Machine, TaskCompletionSource Started)> waiting;
        lock (_lock) (waiting, _waiting) = (_waiting ?? [], null);
        _ = Task.Run(() => RunAsync(waiting, stopping), CancellationToken.None);
    }

    private async Task RunAsync(List<(VirtualMachine Machine, TaskCompletionSource Started)> waiting, CancellationToken stopping)
    {
        foreach (var together in waiting.GroupBy(each => each.Machine.AutostartOrder).OrderBy(group => group.Key))
            await Task.WhenAll(together.Select(each => StartAsync(each.Machine, each.Started, stopping)));
    }

    private async Task StartAsync(VirtualMachine machine, TaskCompletionSource started, CancellationToken stopping)
    {
        try
        {
            // The delay is the administrator's.
            await Task.Delay(machine.AutostartDelay, stopping);
            // It may have been changed, disabled or started by hand meanwhile.
            if (config.Current.Get<VirtualMachine>(machine.Id) is { Disabled: false } now && guests.Find(machine.Id) is { } guest) await start.PowerOn(now, guest, config.Current);
            started.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            started.TrySetResult();
        }
        catch (Exception trouble)
        {
            started.TrySetException(trouble);
        }
    }
}
