using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.BridgePlugin;

/// <summary>Puts interfaces into bridges.</summary>
public sealed class BridgePortReconciler(INetwork network) : Reconciler<BridgePort>
{
    public override async Task EnsureAsync(BridgePort want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is BridgePort last && last.Interface != want.Interface) await RemoveAsync(last, scope, ct);
        var (member, bridge) = (scope.Config.Resolve(want.Interface), scope.Config.Resolve(want.Bridge));
        if (member is null || bridge is null || Yields(want, scope.Config)) return;
        await network.Links.EnsureAsync(new LinkSpec
        {
            Name = member.Name,
            Kind = LinkKind.Existing,
            Master = bridge.Name,
            Port = ParametersOf(want),
        }, ct);
        if (!want.Dynamic) await AutomaticAddress.GiveAsync(bridge, scope.Config, network, ct);
    }

    public override async Task RemoveAsync(BridgePort last, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Config.Resolve(last.Interface) is not { } member || network.Links.Find(member.Name) is not { Master: not 0 } link) return;
        // It may be another item's by now.
        if (Others(last, scope.Config).Any(other => !Yields(other, scope.Config) && IsMember(link, other, scope.Config))) return;
        await network.Links.EnsureAsync(new LinkSpec { Name = member.Name, Kind = LinkKind.Existing, Master = "" }, ct);
        if (!last.Dynamic && scope.Config.Resolve(last.Bridge) is { } bridge) await AutomaticAddress.GiveAsync(bridge, scope.Config, network, ct);
    }

    public override BridgePort Observe(BridgePort item, IConfigView config)
    {
        var link = config.Resolve(item.Interface) is { } member ? network.Links.Find(member.Name) : null;
        return item with { Inactive = !item.Disabled && (link is null || !IsRunning(link) || !IsMember(link, item, config)) };
    }

    /// <summary>Whether the kernel has it as it should be.</summary>
    public bool IsRight(BridgePort item, IConfigView config) =>
        Yields(item, config) || config.Resolve(item.Interface) is { } member && network.Links.Find(member.Name) is { } link && IsMember(link, item, config);

    // Xen's link to a guest's card carries nothing before the guest's system has found the card; it is there as long as the guest has the card.
    private static bool IsRunning(Link link) => link.Running || link is { Kind: LinkKind.Vif, Up: true };

    private static BridgePortSpec ParametersOf(BridgePort port)
    {
        // The kernel counts priorities in steps of four, and knows one horizon.
        return new BridgePortSpec((ushort)(port.Priority / 4), port.PathCost, port.Horizon is not null);
    }

    // What a person typed comes before what the router made by itself.
    private static bool Yields(BridgePort port, IConfigView config) => port.Dynamic && Others(port, config).Any(other => !other.Dynamic);

    private static IEnumerable<BridgePort> Others(BridgePort port, IConfigView config)
    {
        var member = config.Resolve(port.Interface);
        return config.All<BridgePort>().Where(other => other.Id != port.Id && !other.Disabled && config.Resolve(other.Interface)?.Id == member?.Id);
    }

    private bool IsMember(Link link, BridgePort port, IConfigView config) =>
        link.Master != 0 && config.Resolve(port.Bridge) is { } bridge && network.Links.Find(bridge.Name)?.Index == link.Master;
}
