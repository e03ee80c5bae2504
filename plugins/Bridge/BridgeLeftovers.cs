using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.BridgePlugin;

/// <summary>Takes away what a commit made that never got to the disk: the daemon was killed between the two.</summary>
public sealed class BridgeLeftovers(INetwork network, IConfig config) : IPluginService
{
    public async Task StartAsync(CancellationToken stopping)
    {
        var now = config.Current;
        foreach (var link in network.Links.All.Where(link => link is { Ours: true, Kind: LinkKind.Bridge } && now.Find<Bridge>(link.Name) is null))
            await network.Links.RemoveAsync(link.Name, stopping);
        var members = now.All<BridgePort>().Where(port => !port.Disabled).Select(port => now.Resolve(port.Interface)?.Name).ToHashSet();
        foreach (var link in network.Links.All.Where(link => network.Links.Find(link.Master) is { Ours: true } && !members.Contains(link.Name)))
            await network.Links.EnsureAsync(new LinkSpec { Name = link.Name, Kind = LinkKind.Existing, Master = "" }, stopping);
    }

    public Task StopAsync() => Task.CompletedTask;
}
