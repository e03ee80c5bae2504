using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>
/// Guests go on when the daemon stops, and when another version of the package takes over. They are shut down when the router goes down,
/// and when the package is removed.
/// </summary>
public sealed class GuestService(GuestList guests, GuestRoom room, Autostart autostart, INetwork network, IConfig config, IPower power) : IPluginService
{
    private IDisposable? _beforeDown;

    public async Task StartAsync(CancellationToken stopping)
    {
        _beforeDown = power.BeforeDown(DownAsync);
        network.Links.Changed += Look;
        await guests.SettleAsync();
        autostart.Begin(stopping);
    }

    public Task StopAsync()
    {
        network.Links.Changed -= Look;
        _beforeDown?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The items are removed after this; that unplugs who did not obey.</summary>
    public Task RetireAsync() => guests.ShutdownAsync(CancellationToken.None);

    private async Task DownAsync(PowerRequest request, CancellationToken ct)
    {
        room.Marks.Close();
        await guests.ShutdownAsync(ct);
    }

    // Somebody changed or deleted a tap behind our back. The configuration may not show yet what a commit is just doing: then it is found right.
    private void Look(Link? link, NetworkChange change)
    {
        foreach (var item in config.Current.All<VirtualEthernet>())
        {
            if (link is not null && link.Name != item.Name) continue;
            if (network.Links.Find(item.Name) is not { Kind: LinkKind.Tap or LinkKind.Vif } now || now.Up == item.Disabled || now.Mtu != item.Mtu || now.Mac != item.MacAddress)
                room.Attention.Needs<VirtualEthernet>(item.Id);
        }
    }
}
