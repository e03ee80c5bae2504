using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>Links of the simulated kernel.</summary>
internal sealed class SimulatedLinks(SimulatedMachine machine, Submission submit) : ILinks
{
    public event Action<Link?, NetworkChange>? Changed
    {
        add => machine.LinkChanged += value;
        remove => machine.LinkChanged -= value;
    }

    public IReadOnlyCollection<Link> All
    {
        get { lock (machine.Gate) return [.. machine.Links.Values]; }
    }

    public Link? Find(string name)
    {
        lock (machine.Gate) return machine.Find(name);
    }

    public Link? Find(int index)
    {
        lock (machine.Gate) return machine.Links.GetValueOrDefault(index);
    }

    public Task EnsureAsync(LinkSpec want, CancellationToken ct) => submit(_ => Ensure(want), ct);

    public Task RenameAsync(string from, string to, CancellationToken ct) => submit(_ =>
    {
        if (from == to || machine.Find(from) is null && machine.Find(to) is not null) return;
        var link = machine.Needed(from);
        if (machine.Find(to) is not null) throw new RefusedException("already have interface with such name");
        machine.SetLink(link with { Name = to });
    }, ct);

    public Task ReplaceAsync(string name, string by, CancellationToken ct) => submit(_ =>
    {
        var link = machine.Needed(by);
        if (name == by) return;
        var old = machine.Find(name);
        if (old is not null) machine.RemoveLink(old);
        machine.SetLink(old is null ? link with { Name = name, Ours = true } : link with { Name = name, Ours = true, Up = old.Up, Mtu = old.Mtu, Mac = old.Mac, Master = old.Master });
    }, ct);

    public Task RemoveAsync(string name, CancellationToken ct) => submit(_ =>
    {
        if (machine.Find(name) is not { } link || link.Kind == LinkKind.Vif) return;
        if (link is { IsPort: true, Kind: LinkKind.Existing }) throw new RefusedException("can not remove a physical interface");
        machine.RemoveLink(link);
    }, ct);

    public ValueTask<IReadOnlyDictionary<int, LinkCounters>> CountersAsync(CancellationToken ct) =>
        new(All.ToDictionary(link => link.Index, _ => default(LinkCounters)));

    private void Ensure(LinkSpec want)
    {
        var master = want.Master switch
        {
            null => (int?)null,
            "" => 0,
            var name => machine.Find(name)?.Index ?? throw new NotReadyException($"no bridge {name}"),
        };
        var parent = want.Vlan is { } vlan ? machine.Needed(vlan.Parent).Index : 0;
        var link = machine.Find(want.Name);
        if (link is not null && link.Kind == want.Kind && IsAnother(link, parent, want))
        {
            machine.RemoveLink(link);
            link = null;
        }
        link ??= Make(want, parent);
        if (want.Kind is not LinkKind.Existing && link.Kind != want.Kind && (want.Kind, link.Kind) != (LinkKind.Tap, LinkKind.Vif)) throw new RefusedException("already have interface with such name");
        if (master > 0 && link.Kind == LinkKind.Bridge) throw new RefusedException("can not enslave a bridge to a bridge");
        if (want.Mtu < 68) throw new RefusedException("mtu less than device minimum");
        if (want.Mtu > machine.LargestMtus.GetValueOrDefault(link.Index, 65535)) throw new RefusedException("mtu greater than device maximum");
        if (want.Mac is not null) machine.FixedMacs.Add(link.Index);
        if (want.Arp is { } arp) machine.ArpModes[link.Index] = arp;
        if (want.Vlan is { } frames) machine.Vlans[link.Index] = frames;
        if (want.Bond is { } bond) machine.Bonds[link.Index] = bond;
        if (want.Bridge is { } bridge) machine.Bridges[link.Index] = bridge;
        if (want.Port is { } port) machine.Ports[link.Index] = port;
        machine.SetLink(link with
        {
            Up = want.Up ?? link.Up,
            Mtu = want.Mtu ?? link.Mtu,
            Mac = want.Mac ?? link.Mac,
            Master = master ?? link.Master,
        });
    }

    private bool IsAnother(Link link, int parent, LinkSpec want) =>
        want.Vlan is { } vlan && (link.Parent != parent || machine.Vlans.GetValueOrDefault(link.Index) is not { } frames || (frames.Id, frames.ServiceTag) != (vlan.Id, vlan.ServiceTag))
        || want.Bond is { } bond && machine.Bonds.TryGetValue(link.Index, out var now) && (now.Mode, now.FastLacp) != (bond.Mode, bond.FastLacp);

    private Link Make(LinkSpec want, int parent)
    {
        if (want.Kind is LinkKind.Existing or LinkKind.Vif or LinkKind.Other) throw new NotReadyException($"no interface {want.Name}");
        if (want.Name.Length > 255) throw new RefusedException("name is too long");
        return machine.AddLink(new Link
        {
            Index = 0,
            Name = want.Name,
            KernelName = want.Name,
            Kind = want.Kind,
            IsPort = want.Kind == LinkKind.Veth && want.Peer?.NamespaceOfPid is not null,
            Ours = true,
            Mtu = 1500,
            Mac = machine.Links.TryGetValue(parent, out var below) ? below.Mac : MacAddress.Random(),
            Parent = parent,
        });
    }
}
