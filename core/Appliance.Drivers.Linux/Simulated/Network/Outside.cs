using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>Changes that the appliance did not ask for.</summary>
public sealed class Outside
{
    private readonly SimulatedMachine _machine;

    internal Outside(SimulatedMachine machine) => _machine = machine;

    /// <summary>A network card appears.</summary>
    public Link Plug(string name, MacAddress mac) => Do(() => _machine.AddLink(new Link
    {
        Index = 0,
        Name = name,
        KernelName = name,
        Kind = LinkKind.Existing,
        IsPort = true,
        Mtu = 1500,
        Mac = mac,
    }));

    /// <summary>A cable is plugged in or pulled, or a guest opens its tap.</summary>
    public void Carrier(string link, bool present) => Do(() =>
    {
        var row = _machine.Needed(link);
        _machine.Carriers[row.Index] = present;
        _machine.SetLink(row);
        return row;
    });

    /// <summary>The card turns out to be one that cannot send more than so many bytes at once.</summary>
    public void LimitMtu(string link, int bytes) => Do(() => _machine.LargestMtus[_machine.Needed(link).Index] = bytes);

    /// <summary>Somebody switches a link on or off.</summary>
    public void Switch(string link, bool up) => Do(() =>
    {
        _machine.SetLink(_machine.Needed(link) with { Up = up });
        return up;
    });

    /// <summary>Somebody deletes a link, or a card is pulled.</summary>
    public void RemoveLink(string link) => Do(() =>
    {
        _machine.RemoveLink(_machine.Needed(link));
        return link;
    });

    /// <summary>Somebody takes an address away.</summary>
    public void RemoveAddress(string link, Ip4Prefix address) => Do(() =>
    {
        var index = _machine.Needed(link).Index;
        _machine.RemoveAddress(_machine.Addresses.Single(row => row.LinkIndex == index && row.Address == address));
        return link;
    });

    /// <summary>The link learns a neighbour.</summary>
    public void Learn(string link, Ip4 address, MacAddress mac) => Do(() =>
    {
        var row = new Neighbour(_machine.Needed(link).Index, address, mac, false, false);
        _machine.Neighbours.Add(row);
        _machine.Tell(row, NetworkChange.Changed);
        return row;
    });

    private T Do<T>(Func<T> change)
    {
        T result;
        lock (_machine.Gate) result = change();
        _machine.Raise();
        return result;
    }
}
