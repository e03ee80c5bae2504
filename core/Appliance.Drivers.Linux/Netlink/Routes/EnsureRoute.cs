using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Routes;

/// <summary>Adds a route, or replaces the one with its destination and metric.</summary>
internal sealed class EnsureRoute(RouteSpec want, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters { get; } = [RouteMessages.Key(want.Destination, want.Metric)];

    public override IReadOnlyList<string> Needs { get; } = [.. want.Gateways.Where(hop => hop.Link is not null).Select(hop => hop.Link!)];

    // Whether a gateway can be reached depends on links and addresses that nothing here names.
    public override bool ComesLast => true;

    public override void Write(Batch batch)
    {
        (Ip4? Gateway, int LinkIndex)[] gateways = [.. want.Gateways.Select(hop => (hop.Gateway, IndexOf(hop.Link)))];
        var known = tables.Routes.Find(want.Destination, want.Metric).Where(route => !route.Connected).ToArray();
        if (known is [var only] && Same(only, gateways)) return;
        RouteMessages.Add(batch, this, want.Destination, want.Metric, want.Kind, gateways, want.PreferredSource);
    }

    // The kernel says it in several ways, and all of them end when a link or an address comes.
    public override Change? Otherwise(KernelError error, bool isFirst)
    {
        if (error.Text.Contains("gateway", StringComparison.OrdinalIgnoreCase) || error.Text.Contains("prefsrc", StringComparison.OrdinalIgnoreCase))
            Fault = new NotReadyException(error.Sentence);
        return null;
    }

    private int IndexOf(string? link) => link is null ? 0 : tables.Links.Find(link)?.Index ?? throw new NotReadyException($"no interface {link}");

    private bool Same(Route route, (Ip4? Gateway, int LinkIndex)[] gateways) =>
        route.Kind == want.Kind && route.PreferredSource == want.PreferredSource
        && (want.Kind != RouteKind.Unicast || route.Gateways.Count == gateways.Length
            && route.Gateways.Zip(gateways).All(pair => pair.First.Gateway == pair.Second.Gateway
                && (pair.Second.LinkIndex == 0 || pair.First.LinkIndex == pair.Second.LinkIndex)));
}
