using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Guests;

/// <summary>A card that a virtual machine is to have while it runs.</summary>
/// <param name="Id">The item of <c>/xen interface</c>.</param>
/// <param name="Machine">The virtual machine.</param>
/// <param name="Mac">What the guest sees.</param>
/// <param name="Link">The router's end; none while a dynamic one has not been made.</param>
public sealed record NicWish(ItemId Id, ItemId Machine, MacAddress Mac, Ref<VirtualEthernet> Link)
{
    public string Key => KeyOf(Id);

    /// <summary>What a domain remembers of the router's end.</summary>
    public string LinkToken => TokenOf(Link);

    public static string KeyOf(ItemId id) => id.Value.ToString("X", System.Globalization.CultureInfo.InvariantCulture);

    public static string TokenOf(Ref<VirtualEthernet> link) => link.Name ?? link.Id.ToString();
}
