using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Routes;

/// <summary>Where a route leads: an address, or an interface by its name.</summary>
/// <param name="Address">The next router's address.</param>
/// <param name="Interface">The interface's name, where there is no address.</param>
public readonly record struct RouteGateway(Ip4? Address, string? Interface) : IMenuValue<RouteGateway>
{
    public static string Noun => "ip address or interface name";

    public static int Width => 0;

    public static bool TryParse(string text, out RouteGateway value)
    {
        value = Ip4.TryParse(text, out var address) ? new(address, null) : new(null, text);
        return text.Length is > 0 and <= 128;
    }

    public override string ToString() => Address?.ToString() ?? Interface ?? "";
}
