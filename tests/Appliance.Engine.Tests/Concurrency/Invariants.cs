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
            var last = long.MinValue;
            foreach (var item in list)
            {
                var position = item.Position;
                var sound = position > last && ReferenceEquals(space.At(path, position), item) && ReferenceEquals(space[item.Id], item) && listed.Add(item.Id)
                    && item.Id.Value <= (item.Dynamic ? space.LastDynamic : space.LastId) && (item.Dynamic || position <= space.Tail);
                last = position;
                if (!sound) Assert.Fail($"{path} at {position}: {item}");
            }
        }
        listed.Count.ShouldBe(space.Items.Count, name);
        var named = space.Items.OfType<NamedItem>().ToList();
        space.Names.Count.ShouldBe(named.Count, name);
        foreach (var item in named.Where(item => space.Names[item.Name] != item.Id)) Assert.Fail($"{name}: another item has the name of {item}");
    }
}
