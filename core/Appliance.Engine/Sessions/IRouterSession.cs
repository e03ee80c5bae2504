using Appliance.Engine.Schema;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Sessions;

/// <summary>A property and what was typed for it; a null value brings the default back.</summary>
public readonly record struct Assignment(string Property, string? Value)
{
    /// <summary>Names of the properties that must be given and are not.</summary>
    internal static IReadOnlyList<string> Missing(IReadOnlyList<PropertySchema> properties, IReadOnlyList<Assignment> given)
    {
        List<string>? missing = null;
        for (var i = 0; i < properties.Count; i++)
        {
            if (properties[i].IsRequired && !IsGiven(properties[i].Name, given)) (missing ??= []).Add(properties[i].Name);
        }
        return missing ?? (IReadOnlyList<string>)[];
    }

    private static bool IsGiven(string property, IReadOnlyList<Assignment> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].Property == property) return true;
        }
        return false;
    }
}

/// <summary>
/// What every way in (console, API, REST, web) can do with the tree, in the name of one user, and nothing else. What the user may not do ends
/// with <see cref="Access.Permissions.NotEnough"/>; what it may not see, with <see cref="Access.NotPermittedException"/>.
/// </summary>
public interface IRouterSession
{
    /// <summary>Who uses the session, and may do what now.</summary>
    Login Login { get; }

    /// <summary>Safe mode as this session sees it.</summary>
    ISafeMode SafeMode { get; }

    /// <summary>The menus as they are now.</summary>
    MenuNode Root { get; }

    /// <summary>The configuration as this session sees it: the newest on disk, or newer where its own commits are still on the way there.</summary>
    IReferences Config { get; }

    /// <summary>While set, commits return once applied, and share the disk write: for scripts. <see cref="FlushAsync"/> waits for the disk.</summary>
    bool Deferred { get; set; }

    /// <summary>While set, an item stands though what it needs is not there yet (<see cref="RefusedException.IsTemporary"/>): for a file that describes a configuration.</summary>
    bool Imports { get; set; }

    /// <summary>Waits until every commit of this session is on disk.</summary>
    Task FlushAsync(CancellationToken ct = default);

    /// <summary>Observed records of a list in print order, or <see cref="Access.NotPermittedException"/>, like the next two; a family's are those of all its menus.</summary>
    IEnumerable<Item> Rows(MenuNode menu);

    /// <summary>Tells of new rows of a menu that <see cref="MenuSchema.IsGrowing"/>, from any thread, until the result is disposed; the callee returns at once.</summary>
    IDisposable Watch(MenuNode menu, Action grown);

    /// <summary>The observed record of a menu with one record.</summary>
    Settings Record(MenuNode menu);

    /// <summary>One observed record by number; null when it is not there.</summary>
    Item? Row(MenuNode menu, ItemId id);

    /// <summary>The number of an item by its exact name.</summary>
    bool TryFind(MenuNode menu, string name, out ItemId id);

    /// <summary>Adds an item. <c>comment</c> and <c>disabled</c> are assignments like any other.</summary>
    /// <returns>The new number, and no problems; or all problems.</returns>
    ValueTask<(ItemId Id, IReadOnlyList<Problem> Problems)> AddAsync(MenuNode menu, IReadOnlyList<Assignment> values, ItemId copyFrom, ItemId placeBefore, CancellationToken ct);

    /// <summary>Changes items, or with no items given the one record of a settings menu. All or nothing.</summary>
    Task<IReadOnlyList<Problem>> SetAsync(MenuNode menu, IReadOnlyList<ItemId> items, IReadOnlyList<Assignment> values, CancellationToken ct);

    /// <summary>Removes items, or observed rows that can be removed. All or nothing for items of the tree.</summary>
    Task<IReadOnlyList<Problem>> RemoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, CancellationToken ct);

    /// <summary>Moves items in front of another one, or to the end with <see cref="ItemId.None"/>.</summary>
    Task<IReadOnlyList<Problem>> MoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, ItemId before, CancellationToken ct);

    /// <summary>Edits the configuration as one commit in the user's name, as far as the user may change the menus that are touched.</summary>
    Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct);

    /// <summary>Runs a plugin's command.</summary>
    Task<IReadOnlyList<Problem>> RunAsync(CommandSchema command, IReadOnlyList<Assignment> arguments, ICommandContext context, CancellationToken ct);
}
