using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>A network in memory that behaves as the kernel's does, as far as plugins can tell; faults can be put in.</summary>
public sealed class SimulatedNetwork : INetwork
{
    private readonly Holds<SimulatedChange> _holds;
    private readonly SimulatedMachine _machine = new();
    private readonly Dictionary<int, string> _refusals = [];

    public SimulatedNetwork()
    {
        _holds = new Holds<SimulatedChange>(Send);
        Links = new SimulatedLinks(_machine, Submit);
        Addresses = new SimulatedAddresses(_machine, Submit);
        Routes = new SimulatedRoutes(_machine, Submit);
        Neighbours = new SimulatedNeighbours(_machine, Submit);
        Outside = new Outside(_machine);
    }

    public ILinks Links { get; }
    public IAddresses Addresses { get; }
    public IRoutes Routes { get; }
    public INeighbours Neighbours { get; }

    /// <summary>Somebody else at the same machine: hardware, cables, another administrator.</summary>
    public Outside Outside { get; }

    /// <summary>Changes that were sent so far, whether or not they had anything to do.</summary>
    public int Sent { get; private set; }

    /// <summary>How often something was sent: all changes of a hold are one send.</summary>
    public int Sends { get; private set; }

    public INetworkHold Hold() => _holds.Open();

    /// <summary>The n-th change from now, counted from 1, is refused.</summary>
    public void Refuse(int change, string sentence) => _refusals[Sent + change] = sentence;

    private Task Submit(Action<SimulatedMachine> change, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return Task.FromCanceled(ct);
        var submitted = new SimulatedChange(change);
        _holds.Submit(submitted);
        return submitted.Task;
    }

    private void Send(IReadOnlyList<SimulatedChange> changes)
    {
        Sends++;
        foreach (var change in changes)
            change.Do(_machine, _refusals.Remove(++Sent, out var sentence) ? new RefusedException(sentence) : null);
        foreach (var change in changes) change.Complete();
        _machine.Raise();
    }
}

/// <summary>Hands a change to the network, which does it now or at the end of a hold.</summary>
internal delegate Task Submission(Action<SimulatedMachine> change, CancellationToken ct);
