using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>Who wants to know of changes. What is reported is raised later, on the driver's thread.</summary>
internal sealed class Events(Action<Action> post)
{
    public event Action<Link?, NetworkChange>? LinkChanged;
    public event Action<LinkAddress?, NetworkChange>? AddressChanged;
    public event Action<Route?, NetworkChange>? RouteChanged;
    public event Action<Neighbour?, NetworkChange>? NeighbourChanged;

    /// <summary>While a whole table is read, nobody is told of single rows.</summary>
    public bool Silent { get; set; }

    public void Link(Link? row, NetworkChange change) => Post(LinkChanged, row, change);
    public void Address(LinkAddress? row, NetworkChange change) => Post(AddressChanged, row, change);
    public void Route(Route? row, NetworkChange change) => Post(RouteChanged, row, change);
    public void Neighbour(Neighbour? row, NetworkChange change) => Post(NeighbourChanged, row, change);

    public void EverythingWasReadAgain()
    {
        Link(null, NetworkChange.Changed);
        Address(null, NetworkChange.Changed);
        Route(null, NetworkChange.Changed);
        Neighbour(null, NetworkChange.Changed);
    }

    private void Post<T>(Action<T?, NetworkChange>? listeners, T? row, NetworkChange change) where T : class
    {
        if (!Silent && listeners is not null) post(() => listeners(row, change));
    }
}
