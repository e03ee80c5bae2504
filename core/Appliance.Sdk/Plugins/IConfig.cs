using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Plugins;

/// <summary>One immutable state of the whole configuration. Reading it never waits.</summary>
public interface IConfigView
{
    /// <summary>Raised by one with every commit.</summary>
    long Revision { get; }

    /// <summary>All items of a menu in list order, dynamic ones included; of an abstract type, all items of all derived types.</summary>
    IEnumerable<T> All<T>() where T : Item;

    /// <summary>One item, or null.</summary>
    T? Get<T>(ItemId id) where T : Item;

    /// <summary>An item by its exact name, or null.</summary>
    T? Find<T>(string name) where T : NamedItem;

    /// <summary>The target of a reference, or null where it refers to nothing or to something that is not there.</summary>
    T? Resolve<T>(Ref<T> reference) where T : NamedItem;

    /// <summary>The record of a menu with one record; its defaults where nothing was typed.</summary>
    T Settings<T>() where T : Settings, new();
}

/// <summary>Lets a plugin read and edit the configuration.</summary>
public interface IConfig
{
    /// <summary>The newest configuration that is on disk.</summary>
    IConfigView Current { get; }

    /// <summary>Raised after a commit is published, on a thread of the engine's; handlers return at once.</summary>
    event Action<IConfigView>? Published;

    /// <summary>Edits as one commit. The function gets an editor and returns problems, or none to go on.</summary>
    /// <param name="author">Who asks, for the log and the history.</param>
    /// <param name="edit">Runs on the writer; must not wait for anything.</param>
    /// <param name="ct">Ends waiting; a commit that has begun is finished.</param>
    /// <returns>All problems; empty when the commit is on disk.</returns>
    Task<IReadOnlyList<Problem>> CommitAsync(string author, Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct = default);
}

/// <summary>The next configuration while it is being edited.</summary>
public interface IConfigEditor : IConfigView
{
    /// <summary>Adds an item at the end; returns it with its number and its generated name.</summary>
    T Add<T>(T item) where T : Item;

    /// <summary>Replaces the record that has the same number (a settings record: the one record).</summary>
    void Set<T>(T entry) where T : Entry;

    /// <summary>Removes an item.</summary>
    void Remove<T>(ItemId id) where T : Item;
}
