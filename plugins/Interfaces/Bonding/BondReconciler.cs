using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.InterfacesPlugin.Bonding;

/// <summary>Makes bonds and gives them their slaves.</summary>
public sealed class BondReconciler(INetwork network) : Reconciler<BondInterface>
{
    public override bool KeepsDisabled => true;

    public override async Task EnsureAsync(BondInterface want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is BondInterface last && last.Name != want.Name) await network.Links.RenameAsync(last.Name, want.Name, ct);
        var spec = SpecOf(want);
        await network.Links.EnsureAsync(spec, ct);
        await JoinAsync(want, scope.Config, ct);
        // The kernel knows a primary only among the slaves that it has.
        if (want.HasPrimary) await network.Links.EnsureAsync(spec with { Primary = scope.Config.Resolve(want.Primary)?.Name ?? "" }, ct);
    }

    public override Task RemoveAsync(BondInterface last, IApplyScope scope, CancellationToken ct) => network.Links.RemoveAsync(last.Name, ct);

    public override BondInterface Observe(BondInterface item, IConfigView config) => network.Links.Find(item.Name) is { Kind: LinkKind.Bond } link
        ? item with { Running = link.Running, Slave = link.Master != 0, MacAddress = link.Mac }
        : item;

    /// <summary>Whether the kernel has it as it should be.</summary>
    public bool IsRight(BondInterface item, IConfigView config) =>
        network.Links.Find(item.Name) is { Kind: LinkKind.Bond } link && link.Up == !item.Disabled && link.Mtu == item.Mtu
        && Slaves(item, config).Where(slave => network.Links.Find(slave) is not null).ToHashSet().SetEquals(MembersOf(link).Select(member => member.Name));

    private async Task JoinAsync(BondInterface want, IConfigView config, CancellationToken ct)
    {
        var slaves = Slaves(want, config).ToHashSet();
        if (network.Links.Find(want.Name) is { } bond)
        {
            foreach (var member in MembersOf(bond).Where(member => !slaves.Contains(member.Name)))
                await network.Links.EnsureAsync(new LinkSpec { Name = member.Name, Kind = LinkKind.Existing, Master = "" }, ct);
        }
        foreach (var slave in slaves) await network.Links.EnsureAsync(new LinkSpec { Name = slave, Kind = LinkKind.Existing, Master = want.Name }, ct);
    }

    private static IEnumerable<string> Slaves(BondInterface item, IConfigView config) => item.Slaves.Select(slave => config.Resolve(slave)?.Name).OfType<string>();

    private IEnumerable<Link> MembersOf(Link bond) => [.. network.Links.All.Where(link => link.Master == bond.Index)];

    private static LinkSpec SpecOf(BondInterface item) => new()
    {
        Name = item.Name,
        Kind = LinkKind.Bond,
        Up = !item.Disabled,
        Mtu = item.Mtu,
        Arp = item.Arp,
        Bond = ParametersOf(item),
    };

    // What does not count is as the kernel shows it then, so that it differs from nothing.
    private static BondSpec ParametersOf(BondInterface item) => new()
    {
        Mode = (BondMode)item.Mode,
        MiiInterval = item.LinkMonitoring == LinkMonitoring.Mii ? item.MiiInterval : TimeSpan.Zero,
        UpDelay = item.LinkMonitoring == LinkMonitoring.Mii ? Rounded(item.UpDelay, item.MiiInterval) : TimeSpan.Zero,
        DownDelay = item.LinkMonitoring == LinkMonitoring.Mii ? Rounded(item.DownDelay, item.MiiInterval) : TimeSpan.Zero,
        ArpInterval = item.LinkMonitoring == LinkMonitoring.Arp ? item.ArpInterval : TimeSpan.Zero,
        ArpTargets = item.LinkMonitoring == LinkMonitoring.Arp ? item.ArpTargets : [],
        FastLacp = item.Mode == BondingMode.Lacp && item.LacpRate == LacpRate.Fast,
        Hash = item.TransmitHashPolicy switch { TransmitHash.Layer2And3 => BondHash.Layer2And3, TransmitHash.Layer3And4 => BondHash.Layer3And4, _ => BondHash.Layer2 },
        LeastLinks = item.MinLinks,
    };

    // The kernel counts delays in looks, and forgets what is left over.
    private static TimeSpan Rounded(TimeSpan delay, TimeSpan interval) => interval * Math.Floor(delay / interval);
}
