using Appliance.Drivers.Linux.Netlink.Wire;

namespace Appliance.Drivers.Linux.Netlink.Changes;

/// <summary>The messages of one round, and whose they are.</summary>
internal sealed class Batch
{
    private readonly List<Change> _owners = [];
    private readonly List<(Change Owner, int Link)> _removals = [];

    public MessageWriter Messages { get; } = new();

    public IReadOnlyList<Change> Owners => _owners;

    public IReadOnlyList<(Change Owner, int Link)> Removals => _removals;

    public void Clear()
    {
        Messages.Clear();
        _owners.Clear();
        _removals.Clear();
    }

    /// <summary>Starts a message of a change; write attributes to what is returned, then <see cref="MessageWriter.End"/> it.</summary>
    public MessageWriter Begin<THeader>(Change owner, ushort type, ushort flags, in THeader header) where THeader : unmanaged
    {
        _owners.Add(owner);
        Messages.Begin(type, (ushort)(flags | Rtnl.Request), header);
        return Messages;
    }

    /// <summary>Deletes a link at the end of the round, together with others.</summary>
    public void RemoveLink(Change owner, int link) => _removals.Add((owner, link));
}
