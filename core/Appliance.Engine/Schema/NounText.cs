using Appliance.Sdk.Menus;

namespace Appliance.Engine.Schema;

/// <summary>What happened to an entry, in words: <c>address added</c>, <c>route 0.0.0.0/0 removed</c>.</summary>
public sealed class NounText
{
    private readonly string _before;
    private readonly string _after;
    private readonly PropertySchema? _property;
    private readonly string _added, _changed, _removed, _moved;

    internal NounText(string noun, MenuSchema menu)
    {
        var (open, close) = (noun.IndexOf('{'), noun.IndexOf('}'));
        (_before, _after) = open < 0 ? (noun, "") : (noun[..open], noun[(close + 1)..]);
        if (open >= 0) _property = menu.Property(noun[(open + 1)..close]) ?? throw new ArgumentException($"{menu.Path}: {noun} names no property");
        (_added, _changed, _removed, _moved) = (_before + " added", _before + " changed", _before + " removed", _before + " moved");
    }

    /// <summary>It was added.</summary>
    public string Added(Entry entry, IReferences config) => _property is null ? _added : Named(entry, config) + " added";

    /// <summary>Its properties, its comment or whether it is disabled were changed.</summary>
    public string Changed(Entry entry, IReferences config) => _property is null ? _changed : Named(entry, config) + " changed";

    /// <summary>It was removed.</summary>
    public string Removed(Entry entry, IReferences config) => _property is null ? _removed : Named(entry, config) + " removed";

    /// <summary>It got another place in its list.</summary>
    public string Moved(Entry entry, IReferences config) => _property is null ? _moved : Named(entry, config) + " moved";

    private string Named(Entry entry, IReferences config) => _before + _property!.Text(entry, config, ValueStyle.Console) + _after;
}
