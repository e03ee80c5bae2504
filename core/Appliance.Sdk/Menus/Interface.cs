using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Menus;

/// <summary>
/// An interface of the router. A package adds an interface type by registering a menu of a record derived from this one:
/// its items join <c>/interface</c>, and their names are unique among all interfaces.
/// </summary>
[Menu("/interface", Fixed = true, Noun = "interface")]
[PrintFlags("X disabled", "D dynamic", "R running")]
[Help("Network interfaces")]
public abstract record Interface : NamedItem
{
    /// <summary>The word in the TYPE column, such as <c>ether</c>.</summary>
    [State, Brief, Help("Interface type")] public abstract string Type { get; }

    /// <summary>Maximum transmission unit in octets.</summary>
    [Name("mtu"), Brief, Between(68, 65535), Help("Maximum Transmit Unit")] public ushort Mtu { get; init; } = 1500;

    /// <summary>Whether the link is up and has a carrier; observed.</summary>
    [NotAProperty] public bool Running { get; init; }

    /// <summary>Whether the interface is a port of a bridge; observed.</summary>
    [NotAProperty] public bool Slave { get; init; }

    /// <summary>Interfaces that this one works on: its frames are theirs.</summary>
    [NotAProperty] public virtual IEnumerable<Ref<Interface>> Below => [];

    /// <summary>Those of <see cref="Below"/> that work for nobody else: members of a bond.</summary>
    [NotAProperty] public virtual IEnumerable<Ref<Interface>> Members => [];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (IsBelow(this, config, [])) yield return Problem.Failure("interface can not be below itself", "interface");
        if (Name.Length == 0) yield return Problem.Failure("name is empty", "name");
        else if (Name.Length > 128) yield return Problem.Failure("name is too long", "name");
        else if (Name.Any(char.IsControl)) yield return Problem.Failure("name contains control characters", "name");
    }

    private bool IsBelow(Interface other, IConfigView config, HashSet<ItemId> seen)
    {
        foreach (var below in other.Below)
        {
            if (config.Resolve(below) is not { } item) continue;
            if (item.Id == Id || seen.Add(item.Id) && IsBelow(item, config, seen)) return true;
        }
        return false;
    }
}

/// <summary>How an interface answers ARP requests.</summary>
public enum ArpMode
{
    /// <summary>No ARP at all.</summary>
    [Help("the interface will not use ARP")] Disabled,

    /// <summary>Ordinary ARP.</summary>
    [Help("the interface will use ARP")] Enabled,

    /// <summary>Answers also for addresses that are reachable by other interfaces.</summary>
    [Help("the interface will be an ARP proxy")] ProxyArp,

    /// <summary>Answers requests, and learns nothing by itself.</summary>
    [Help("the interface will only answer to requests that match static entries")] ReplyOnly,
}
