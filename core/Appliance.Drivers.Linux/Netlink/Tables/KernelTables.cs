using Appliance.Drivers.Linux.Netlink.Wire;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>The kernel's tables in memory: dumped once, then kept current by its notifications.</summary>
internal sealed class KernelTables : IDisposable
{
    private readonly NetlinkSocket _notifications;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly Lock _writer = new();
    private readonly Events _events;

    public KernelTables(Events events, int buffer)
    {
        _notifications = new NetlinkSocket(buffer, Rtnl.GroupLink, Rtnl.GroupIp4Address, Rtnl.GroupIp4Route, Rtnl.GroupNeigh);
        _events = events;
        Links = new LinkTable(events);
        Addresses = new AddressTable(events);
        Routes = new RouteTable(events, Links);
        Neighbours = new NeighbourTable(events);
    }

    public LinkTable Links { get; }
    public AddressTable Addresses { get; }
    public RouteTable Routes { get; }
    public NeighbourTable Neighbours { get; }
    public NetlinkSocket Notifications => _notifications;

    /// <summary>Takes what the kernel has reported so far. A request's own effect is always among it once the request is acknowledged.</summary>
    /// <returns>False after an overrun: everything has to be read again.</returns>
    public bool Drain()
    {
        lock (_writer)
        {
            var complete = true;
            while (true)
            {
                var length = _notifications.TryReceive(_buffer, out var overrun);
                complete &= !overrun;
                if (length < 0 && !overrun) return complete;
                if (length > 0) foreach (var message in new Messages(_buffer.AsSpan(0, length))) Take(message);
            }
        }
    }

    /// <summary>Reads everything from the kernel.</summary>
    public void Load(Requests requests)
    {
        lock (_writer)
        {
            _events.Silent = true;
            requests.Dump(Rtnl.GetLink, new LinkHeader(), Links.StartLoad, message => Links.Take(message));
            Links.FinishLoad();
            requests.Dump(Rtnl.GetAddr, new AddressHeader { Family = Rtnl.Inet }, Addresses.StartLoad, message => Addresses.Take(message));
            Addresses.FinishLoad();
            requests.Dump(Rtnl.GetRoute, new RouteHeader { Family = Rtnl.Inet }, Routes.StartLoad, Routes.Take);
            Routes.FinishLoad();
            requests.Dump(Rtnl.GetNeigh, new NeighbourHeader { Family = Rtnl.Inet }, Neighbours.StartLoad, Neighbours.Take);
            requests.Dump(Rtnl.GetNeigh, new NeighbourHeader { Family = Rtnl.Inet, Flags = NeighbourTable.ProxyFlag }, () => { }, Neighbours.Take);
            Neighbours.FinishLoad();
            _events.Silent = false;
            _events.EverythingWasReadAgain();
        }
    }

    /// <summary>Applies what the kernel does not report.</summary>
    public void Note(Action<KernelTables> effect)
    {
        lock (_writer) effect(this);
    }

    public void Dispose() => _notifications.Dispose();

    private void Take(Message message)
    {
        switch (message.Type)
        {
            case Rtnl.NewLink or Rtnl.DelLink: TakeLink(message); break;
            case Rtnl.NewAddr or Rtnl.DelAddr:
                if (Addresses.Take(message) is { } gone) Routes.AddressWentAway(gone);
                break;
            case Rtnl.NewRoute or Rtnl.DelRoute: Routes.Take(message); break;
            case Rtnl.NewNeigh or Rtnl.DelNeigh: Neighbours.Take(message); break;
        }
    }

    private void TakeLink(Message message)
    {
        var index = message.Fixed<LinkHeader>().Index;
        var ran = Links.Find(index)?.Link.Running;
        if (Links.Take(message) != 0) Routes.LinkWentDown(index);
        var now = Links.Find(index);
        if (now is null && ran is not null)
        {
            Addresses.ForgetLink(index);
            Neighbours.ForgetLink(index);
        }
        if (now is not null && ran is not null && now.Link.Running != ran) Routes.Refresh(index);
    }
}
