using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.BridgePlugin;

/// <summary>Bridges that nobody wants, and members of bridges that are no ports.</summary>
public sealed class BridgeLeftovers(INetwork network) : ILeftovers
{
    public async Task TakeAwayAsync(IConfigView config, CancellationToken ct)
    {
        foreach (var link in network.Links.All.Where(link => link is { Ours: true, Kind: LinkKind.Bridge } && config.Find<Bridge>(link.Name) is null))
            await network.Links.RemoveAsync(link.Name, ct);
        var members = config.All<BridgePort>().Where(port => !port.Disabled).Select(port => config.Resolve(port.Interface)?.Name).ToHashSet();
        foreach (var link in network.Links.All.Where(link => network.Links.Find(link.Master) is { Ours: true } && !members.Contains(link.Name)))
            await network.Links.EnsureAsync(new LinkSpec { Name = link.Name, Kind = LinkKind.Existing, Master = "" }, ct);
    }
}
