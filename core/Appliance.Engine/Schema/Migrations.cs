using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema;

/// <summary>
/// From what earlier versions of a plugin stored to the form of this one: former names of properties, and the plugin's own migrations.
/// Values that this version does not know are kept aside, and written again with the item.
/// </summary>
internal sealed class Migrations(MenuSchema menu)
{
    /// <summary>The name under which the number of the form stands among an item's values; no property can be called so.</summary>
    public const string FormName = ":form";

    private readonly SortedList<int, Action<StoredValues>> _changes = [];
    private readonly Dictionary<ItemId, IReadOnlyDictionary<string, string>> _unknown = [];

    /// <summary>The form in which this version stores; 1 where it has no migrations.</summary>
    public int Form => _changes.Count == 0 ? 1 : _changes.Keys[^1];

    private (string Former, string Name)[] Renames =>
        field ??= [.. menu.Stored.SelectMany(property => property.FormerNames.Select(former => (former, property.Name)))];

    /// <summary>Adds the migration to a form.</summary>
    /// <exception cref="ArgumentException">A mistake of the plugin's.</exception>
    public void Add(int form, Action<StoredValues> change)
    {
        if (form != Form + 1) throw new ArgumentException($"{menu.Path}: migration to form {form} does not follow form {Form}");
        _changes.Add(form, change);
    }

    /// <summary>Stored values in the form of this version: the very same object where there is nothing to do.</summary>
    public IReadOnlyDictionary<string, string> Upgrade(IReadOnlyDictionary<string, string> stored)
    {
        var form = stored.TryGetValue(FormName, out var text) && int.TryParse(text, out var number) ? number : 1;
        if (form == Form && !HasFormer(stored)) return stored;
        var values = new StoredValues(stored);
        foreach (var (_, change) in _changes.Where(change => change.Key > form)) change(values);
        foreach (var (former, name) in Renames)
        {
            // Where both are there, an older version of the package wrote last: it did not touch what it did not know.
            if (values[former] is { } value) (values[name], values[former]) = (value, null);
        }
        values[FormName] = Form > 1 ? $"{Form}" : null;
        return values.All;
    }

    /// <summary>Keeps values that this version does not know: when the item joins the tree.</summary>
    public void Keep(ItemId item, IReadOnlyDictionary<string, string> unknown)
    {
        lock (_unknown) _unknown[item] = unknown;
    }

    /// <summary>Writes what does not come from the record: the number of the form, and what was kept.</summary>
    public void Complete(ItemId item, Dictionary<string, string> values)
    {
        if (Form > 1) values[FormName] = $"{Form}";
        if (_unknown.Count == 0 || !_unknown.TryGetValue(item, out var unknown)) return;
        foreach (var (name, value) in unknown) values.TryAdd(name, value);
    }

    private bool HasFormer(IReadOnlyDictionary<string, string> stored)
    {
        foreach (var (former, _) in Renames)
        {
            if (stored.ContainsKey(former)) return true;
        }
        return false;
    }
}
