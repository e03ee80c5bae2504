using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Links of the kernel.</summary>
internal sealed class LinkDriver(KernelTables tables, Events events, Rounds rounds, Taps taps, Func<Change, CancellationToken, Task> submit) : ILinks
{
    private readonly ReplyOnly _replyOnly = new();

    public event Action<Link?, NetworkChange>? Changed
    {
        add => events.LinkChanged += value;
        remove => events.LinkChanged -= value;
    }

    public IReadOnlyCollection<Link> All => [.. tables.Links.All.Select(row => row.Link)];

    public Link? Find(string name) => tables.Links.Find(name)?.Link;

    public Link? Find(int index) => tables.Links.Find(index)?.Link;

    public Task EnsureAsync(LinkSpec want, CancellationToken ct) => submit(new EnsureLink(want, tables, taps, _replyOnly), ct);

    public Task RenameAsync(string from, string to, CancellationToken ct) => submit(new RenameLink(from, to, tables), ct);

    public Task ReplaceAsync(string name, string by, CancellationToken ct) => submit(new ReplaceLink(name, by, tables, _replyOnly), ct);

    public Task RemoveAsync(string name, CancellationToken ct) => submit(new RemoveLink(name, tables), ct);

    public ValueTask<IReadOnlyDictionary<int, LinkCounters>> CountersAsync(CancellationToken ct) => new(rounds.Alone(LinkStatistics.Read));
}
