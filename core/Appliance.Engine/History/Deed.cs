using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.Engine.History;

/// <summary>What a commit did.</summary>
/// <param name="Commit">Its documents before and after.</param>
/// <param name="Action">In words; empty where nothing typed was touched.</param>
/// <param name="Policies">What its author had to be allowed to do.</param>
/// <param name="Before">The configuration that it changed.</param>
internal sealed record Deed(CommitRecord Commit, string Action, Policy Policies, IConfigView Before)
{
    /// <summary>The first change gives its name to all.</summary>
    public static Deed Of(CommitRecord commit, List<Change> changes, IConfigView before, IReferences config)
    {
        var (action, policies) = ("", Policy.Write);
        foreach (var change in changes)
        {
            if (change.IsDynamic) continue;
            if (action.Length == 0) action = Words(change, config);
            policies |= change.Menu.Schema.ToChange;
        }
        return new Deed(commit, action, policies, before);
    }

    private static string Words(Change change, IReferences config)
    {
        var noun = change.Menu.Schema.Noun;
        if (change.Before is not { } before) return noun.Added(change.After!, config);
        if (change.After is not { } after) return noun.Removed(before, config);
        var moved = before is Item old && after is Item item && old.Position != item.Position
            && StoredForm.Same(change.Menu.Schema, old with { Position = item.Position }, item);
        return moved ? noun.Moved(after, config) : noun.Changed(after, config);
    }
}
