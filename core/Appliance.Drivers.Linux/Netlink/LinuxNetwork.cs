using Appliance.Drivers.Linux.Netlink.Addresses;
using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Links;
using Appliance.Drivers.Linux.Netlink.Neighbours;
using Appliance.Drivers.Linux.Netlink.Routes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Netlink;

/// <summary>The network of the namespace that the making thread is in, by rtnetlink.</summary>
public sealed class LinuxNetwork : INetwork, IAsyncDisposable
{
    // Room for what a thousand new bridges report before anybody has read a word of it.
    private const int RoomyBuffer = 32 << 20;

    private readonly Requests _requests = new();
    private readonly NamespaceThread _namespace = new();
    private readonly KernelTables _tables;
    private readonly DriverThread _thread;
    private readonly Rounds _rounds;
    private readonly Holds<Change> _holds;

    /// <param name="log">Gets what goes wrong in handlers of events.</param>
    /// <param name="listenersBuffer">Octets of notifications that the kernel keeps for us; when there are more, everything is read again.</param>
    public LinuxNetwork(ILogger? log = null, int listenersBuffer = RoomyBuffer)
    {
        log ??= NullLogger.Instance;
        Forwarding.SwitchOn(log);
        var events = new Events(raise => _thread!.Post(raise));
        _tables = new KernelTables(events, listenersBuffer);
        _rounds = new Rounds(_requests, _tables);
        _holds = new Holds<Change>(_rounds.Send);
        _thread = new DriverThread(_tables.Notifications, Arrived, log);
        _rounds.Alone(requests =>
        {
            _tables.Load(requests);
            return true;
        });
        Links = new LinkDriver(_tables, events, _rounds, new Taps(_namespace), Submit);
        Addresses = new AddressDriver(_tables, events, Submit);
        Routes = new RouteDriver(_tables, events, Submit);
        Neighbours = new NeighbourDriver(_tables, events, Submit);
    }

    public ILinks Links { get; }
    public IAddresses Addresses { get; }
    public IRoutes Routes { get; }
    public INeighbours Neighbours { get; }

    public INetworkHold Hold() => _holds.Open();

    public ValueTask DisposeAsync()
    {
        _thread.Dispose();
        _namespace.Dispose();
        _tables.Dispose();
        _requests.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Submit(Change change, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return Task.FromCanceled(ct);
        _holds.Submit(change);
        return change.Task;
    }

    private void Arrived()
    {
        if (!_tables.Drain()) _rounds.Overrun();
    }
}
