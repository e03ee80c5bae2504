using Appliance.Engine.Tests.Machine;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>What holds for every snapshot, whatever sixteen people do to it.</summary>
internal static class Invariants
{
    public static void Check(Snapshot snapshot)
    {
        foreach (var (name, space) in snapshot.Spaces)
        {
            Check(space, name);
        }
    }

    /// <summary>What the machine must have when it has come to rest with this configuration.</summary>
    public static IReadOnlyDictionary<string, string> MachineFor(Snapshot snapshot)
    {
        var things = new Dictionary<string, string> { ["motto"] = snapshot.Settings<TestSettings>().Motto };
        foreach (var node in snapshot.All<Node>().Where(node => !node.Disabled)) things["node " + node.Name] = node.Size.ToString();
        foreach (var member in snapshot.All<Member>().Where(member => !member.Disabled))
        {
            if (snapshot.Resolve(member.Node) is { } node) things["member " + (member.Dynamic ? member.Text : member.Id)] = $"{node.Name} {member.Text}";
        }
        return things;
    }

    private static void Check(Space space, string name)
    {
        var listed = new HashSet<ItemId>();
        foreach (var (path, list) in space.Lists)
        {
            foreach (var (position, item) in list)
            {
                var sound = item.Position == position && ReferenceEquals(space.Items.GetValueOrDefault(item.Id), item) && listed.Add(item.Id)
                    && item.Id.Value <= (item.Dynamic ? space.LastDynamic : space.LastId) && (item.Dynamic || position <= space.Tail);
                if (!sound) Assert.Fail($"{path} at {position}: {item}");
            }
        }
        listed.Count.ShouldBe(space.Items.Count, name);
        var named = space.Items.Values.OfType<NamedItem>().ToList();
        space.Names.Count.ShouldBe(named.Count, name);
        foreach (var item in named.Where(item => space.Names.GetValueOrDefault(item.Name) != item.Id)) Assert.Fail($"{name}: another item has the name of {item}");
    }
}
