using Appliance.Drivers.Linux.Netlink.Links;
using Appliance.Drivers.Linux.Netlink.Wire;

namespace Appliance.Drivers.Linux.Netlink.Changes;

/// <summary>
/// Deletes links. One after the other costs the kernel some 20 ms each, because it waits for every processor every time;
/// as a group it waits once.
/// </summary>
internal static class LinkRemovals
{
    private const int WorthAGroup = 3;

    public static void Send(Requests requests, IReadOnlyList<(Change Owner, int Link)> removals)
    {
        if (removals.Count == 0 || removals.Count >= WorthAGroup && SendAsGroup(requests, removals)) return;
        var batch = new Batch();
        foreach (var (owner, link) in removals) batch.Begin(owner, Rtnl.DelLink, 0, new LinkHeader { Index = link }).End();
        foreach (var (place, error) in requests.Exchange(batch.Messages))
            if (!removals[place].Owner.Tolerates(error)) removals[place].Owner.Fault = error.ToException();
    }

    private static bool SendAsGroup(Requests requests, IReadOnlyList<(Change Owner, int Link)> removals)
    {
        // Any number will do that nobody else gave to his own links.
        var group = Random.Shared.Next(1 << 20, int.MaxValue);
        var batch = new Batch();
        foreach (var (owner, link) in removals)
        {
            var message = batch.Begin(owner, Rtnl.NewLink, 0, new LinkHeader { Index = link });
            message.Put(LinkAttribute.Group, group);
            message.End();
        }
        requests.Exchange(batch.Messages);
        batch.Clear();
        var removal = batch.Begin(removals[0].Owner, Rtnl.DelLink, 0, new LinkHeader());
        removal.Put(LinkAttribute.Group, group);
        removal.End();
        return requests.Exchange(batch.Messages).Count == 0;
    }
}
