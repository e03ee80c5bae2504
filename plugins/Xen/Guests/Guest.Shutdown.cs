using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>Switching off without harm.</summary>
public sealed partial class Guest
{
    private static readonly TimeSpan s_nextPress = TimeSpan.FromSeconds(3);

    /// <summary>Asks the guest to shut down, and pulls the plug if it has not by then.</summary>
    /// <param name="ct">Gives up waiting and lets the guest run on, should it not obey.</param>
    /// <returns>False when it was not running.</returns>
    public async Task<bool> ShutdownAsync(CancellationToken ct)
    {
        var patience = Record?.ShutdownTimeout ?? new VirtualMachine().ShutdownTimeout;
        IDomain? domain = null;
        var watching = Task.CompletedTask;
        await Enqueue(async () =>
        {
            (domain, watching) = (_domain, _watching);
            if (domain is null) return;
            _isAsked = true;
            Become(domain, VmState.ShuttingDown);
            await TryAsync(() => domain.PressPowerButtonAsync(ct));
        });
        if (domain is null) return false;
        try
        {
            for (var left = patience; left > TimeSpan.Zero && !domain.Ended.IsCompleted; left -= s_nextPress)
            {
                if (left < patience) await TryAsync(() => domain.PressPowerButtonAsync(ct));
                // A guest that is still booting does not notice the button, so it is pressed again now and then.
                await Task.WhenAny(domain.Ended, Task.Delay(left < s_nextPress ? left : s_nextPress, ct));
                ct.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            _isAsked = false;
            Become(domain, VmState.Running);
            throw;
        }
        if (!domain.Ended.IsCompleted)
        {
            room.Marks.Set(id, VmState.Shutdown);
            room.Log.LogWarning("{Machine} did not shut down by itself and was switched off", Record?.Name ?? domain.Spec.Name);
            await domain.DestroyAsync();
        }
        await watching;
        return true;
    }
}
