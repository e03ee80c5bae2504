using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging;

namespace Appliance.InterfacesPlugin.Ethernet;

/// <summary>Asks for a look at cards that came, or that somebody else changed.</summary>
public sealed class EthernetWatch(INetwork network, IConfig config, IAttention attention, ILoggerFactory loggers) : IPluginService
{
    private Notices<string>? _notices;

    public Task StartAsync(CancellationToken stopping)
    {
        _notices = new Notices<string>(loggers.CreateLogger("interface"), Look);
        network.Links.Changed += Changed;
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        network.Links.Changed -= Changed;
        return _notices?.StopAsync() ?? Task.CompletedTask;
    }

    private void Changed(Link? link, NetworkChange change)
    {
        if (link is null || link.IsPort) _notices!.Add(link?.Name ?? "");
    }

    // The name that a new card took may be another one's: then it needs a name of its own first.
    private void Look(IReadOnlySet<string> names)
    {
        var items = config.Current.All<EthernetInterface>().ToDictionary(item => item.Name);
        if (names.Any(name => !items.ContainsKey(name))) attention.Needs<EthernetInterface>();
        foreach (var name in names)
            if (items.TryGetValue(name, out var item) && !IsRight(item)) attention.Needs<EthernetInterface>(item.Id);
    }

    private bool IsRight(EthernetInterface item) =>
        network.Links.Find(item.Name) is { } link && link.Up == !item.Disabled
        && (link.Mtu == item.Mtu && link.Mac == item.MacAddress || network.Links.Find(link.Master) is { Kind: LinkKind.Bond });
}
