using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Routes;

/// <summary>Removes a route that the kernel did not make by itself.</summary>
internal sealed class RemoveRoute(Ip4Prefix destination, uint metric, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters { get; } = [RouteMessages.Key(destination, metric)];

    public override bool ComesLast => true;

    public override void Write(Batch batch)
    {
        foreach (var route in tables.Routes.Find(destination, metric))
            if (!route.Connected) RouteMessages.Remove(batch, this, route);
    }

    public override bool Tolerates(KernelError error) => error.Number is KernelError.NoSuchProcess or KernelError.NoDevice;
}
