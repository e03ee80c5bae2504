using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Plugins;

/// <summary>
/// Brings the machine into line with the records of one menu. Level-triggered: boot, commits, package installation and changes
/// seen on the machine all call <see cref="EnsureAsync"/>, which must be safe to call twice. It throws
/// <see cref="RefusedException"/> to send the whole commit back, or <see cref="NotReadyException"/> to be asked again later.
/// A rollback is the old record ensured again.
/// </summary>
/// <typeparam name="T">The menu's record.</typeparam>
public abstract class Reconciler<T> where T : Entry
{
    /// <summary>Whether <see cref="EnsureAsync"/> also gets disabled items (an interface that is down); else those are removed.</summary>
    public virtual bool KeepsDisabled => false;

    /// <summary>Makes it so. Everything the item owns is declared anew with <see cref="IApplyScope.Own{TItem}"/> at each call.</summary>
    public virtual Task EnsureAsync(T want, IApplyScope scope, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Takes it away; the record is the last one that was ensured. Safe when nothing is there.</summary>
    public virtual Task RemoveAsync(T last, IApplyScope scope, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Fills the observed properties from what the drivers already know. Never blocks: it runs for every printed row.</summary>
    public virtual T Observe(T item, IConfigView config) => item;

    /// <summary>For a menu with fixed items: the records that the machine has now. New ones, by <see cref="Identity"/>, join the tree and stay.</summary>
    public virtual IEnumerable<T> Discover(IConfigView config) => [];

    /// <summary>What makes a discovered record the same as one in the tree, whatever the administrator called it since.</summary>
    public virtual string Identity(T item) => item is NamedItem named ? named.Name : item.Id.ToString();
}

/// <summary>What a reconciler may use during one apply.</summary>
public interface IApplyScope
{
    /// <summary>The configuration that is being applied.</summary>
    IConfigView Config { get; }

    /// <summary>The record of this item that was ensured last, to see a rename; null at first, and after the daemon started.</summary>
    Entry? Last { get; }

    /// <summary>
    /// Declares a dynamic item that belongs to the item being ensured. Items not declared again at the next call are removed.
    /// Nothing happens where the menu's package is not installed.
    /// </summary>
    /// <param name="key">Tells the owner's items of one menu apart; the same key keeps the same item.</param>
    /// <param name="item">The record; number and owner are set by the engine.</param>
    void Own<TItem>(string key, TItem item) where TItem : Item;

    /// <summary>
    /// Hands over work that goes on after the commit, such as a guest that boots. Who typed the command waits for it, others do not.
    /// A <see cref="RefusedException"/> or <see cref="NotReadyException"/> from it is shown and logged; the commit stands.
    /// </summary>
    void Settle(Task work);
}

/// <summary>Asks the engine to look at items again, because something changed on the machine. Callable from any thread, never blocks.</summary>
public interface IAttention
{
    /// <summary>The item with this number in the menu of <typeparamref name="T"/> needs a look.</summary>
    void Needs<T>(ItemId id) where T : Entry;

    /// <summary>All items of the menu need a look, and its fixed items are discovered again.</summary>
    void Needs<T>() where T : Entry;
}

/// <summary>Rows of a menu that are observed and not part of the tree.</summary>
/// <typeparam name="T">The menu's record.</typeparam>
public interface IRows<T> where T : Entry
{
    /// <summary>The rows now, in print order. Called for every print: answers from what is known, without waiting for the machine.</summary>
    IEnumerable<T> Read(IConfigView config);

    /// <summary>The same for one user, where not everybody sees the same rows.</summary>
    IEnumerable<T> Read(IConfigView config, Login login) => Read(config);

    /// <summary>What makes a row the same row at the next print, so that its number stays.</summary>
    string Key(T row);
}

/// <summary>Observed rows of which new ones come at the end, such as lines of the log: <c>print follow</c> shows them as they come.</summary>
/// <typeparam name="T">The menu's record.</typeparam>
public interface IGrowingRows<T> : IRows<T> where T : Entry
{
    /// <summary>Tells of new rows, which can be read by then, until the result is disposed.</summary>
    /// <param name="grown">Called from any thread; returns at once.</param>
    IDisposable Watch(Action grown);
}

/// <summary>Observed rows that can be removed by a person, such as files.</summary>
public interface IRemovableRows<T> : IRows<T> where T : Entry
{
    /// <summary>Removes one row; the problem says why not.</summary>
    Task<Problem?> RemoveAsync(T row, CancellationToken ct);
}
