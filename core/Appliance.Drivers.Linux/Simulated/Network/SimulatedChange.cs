using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>A change that waits, or is done.</summary>
internal sealed class SimulatedChange(Action<SimulatedMachine> change)
{
    private readonly TaskCompletionSource _done = new();
    private Exception? _fault;

    public Task Task => _done.Task;

    public void Do(SimulatedMachine machine, RefusedException? refusal)
    {
        try
        {
            if (refusal is not null) throw refusal;
            lock (machine.Gate) change(machine);
        }
        catch (Exception error) when (error is RefusedException or NotReadyException)
        {
            _fault = error;
        }
    }

    public void Complete()
    {
        if (_fault is null) _done.SetResult();
        else _done.SetException(_fault);
    }
}
