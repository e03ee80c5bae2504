using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Ethernet;

/// <summary>Switches cards on and off and gives them names, addresses and sizes.</summary>
public sealed class EthernetReconciler(INetwork network) : Reconciler<EthernetInterface>
{
    public override bool KeepsDisabled => true;

    public override async Task EnsureAsync(EthernetInterface want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is EthernetInterface last)
        {
            if (last.DefaultName != want.DefaultName) throw new RefusedException("default-name can not be changed");
            if (last.Name != want.Name) await network.Links.RenameAsync(last.Name, want.Name, ct);
        }
        else if (network.Links.Find(want.Name) is null && Hardware(want, scope.Config) is { } link)
        {
            await network.Links.RenameAsync(link.Name, want.Name, ct);
        }
        await network.Links.EnsureAsync(SpecOf(want), ct);
    }

    public override EthernetInterface Observe(EthernetInterface item, IConfigView config) =>
        network.Links.Find(item.Name) is { } link ? item with { Running = link.Running, Slave = link.Master != 0 } : item;

    public override IEnumerable<EthernetInterface> Discover(IConfigView config)
    {
        EthernetInterface[] known = [.. config.All<EthernetInterface>()];
        var taken = known.Select(item => item.DefaultName).Concat(config.All<Interface>().Select(item => item.Name)).ToHashSet();
        foreach (var link in network.Links.All.Where(link => link.IsPort))
        {
            var item = known.FirstOrDefault(item => item.Name == link.Name) ?? known.FirstOrDefault(item => item.DefaultName == link.Name && IsAway(item));
            yield return item ?? Found(link, FreeName(link.Name, taken));
        }
    }

    public override string Identity(EthernetInterface item) => item.DefaultName;

    /// <summary>What the kernel should have.</summary>
    public static LinkSpec SpecOf(EthernetInterface item) => new()
    {
        Name = item.Name,
        Kind = LinkKind.Existing,
        Up = !item.Disabled,
        Mtu = item.Mtu,
        Mac = item.MacAddress,
        Arp = item.Arp,
    };

    private static EthernetInterface Found(Link link, string name) =>
        new() { Name = name, DefaultName = name, MacAddress = link.Mac, Mtu = (ushort)link.Mtu };

    // After a restart of the machine the kernel calls it as it did at first, unless another card was faster.
    private Link? Hardware(EthernetInterface item, IConfigView config)
    {
        bool IsFree(Link link) => link.IsPort && (config.Find<Interface>(link.Name) is not { } owner || owner.Id == item.Id);
        return network.Links.Find(item.DefaultName) is { } named && IsFree(named)
            ? named
            : network.Links.All.FirstOrDefault(link => link.Mac == item.MacAddress && IsFree(link));
    }

    private bool IsAway(EthernetInterface item) => network.Links.Find(item.Name) is null;

    // Another card may have got a name that one had before it was renamed.
    private static string FreeName(string name, HashSet<string> taken)
    {
        for (var number = 1; !taken.Add(name); number++) name = $"ether{number}";
        return name;
    }
}
