using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Appliance.Engine.Store.Export;

/// <summary>
/// Values of a document as they stand in the export, read when they are asked for: a start makes the records of the tree from them and needs
/// them no more, and 100,000 dictionaries would be moved about by the garbage collector until then.
/// </summary>
internal sealed class ExportedValues(ReadOnlyMemory<byte> line, NameCache names) : IPackedValues
{
    public IEnumerable<string> Keys => Unpack().Keys;

    public IEnumerable<string> Values => Unpack().Values;

    public int Count => Unpack().Count;

    public string this[string key] => Unpack()[key];

    public bool ContainsKey(string key) => Unpack().ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Unpack().TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Unpack().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public Dictionary<string, string> Unpack()
    {
        var values = new Dictionary<string, string>(7);
        for (var rest = line.Span; !rest.IsEmpty;)
        {
            var equals = rest.IndexOf((byte)'=');
            var name = names.Get(rest[1..equals]);
            rest = rest[(equals + 1)..];
            values[name] = ExportedText.Quoted(ref rest);
        }
        return values;
    }
}
