using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Appliance.Engine.Store.Export;

/// <summary>
/// Values of a document as they stand in the export, read when they are asked for: a start makes the records of the tree from them and needs
/// them no more, and 100,000 lists of texts would be moved about by the garbage collector until then.
/// </summary>
internal sealed class ExportedValues(ReadOnlyMemory<byte> line, NameCache names) : IReadOnlyDictionary<string, string>
{
    public IEnumerable<string> Keys => Unpack().Keys;

    public IEnumerable<string> Values => Unpack().Values;

    public int Count => Unpack().Count;

    public string this[string key] => Unpack()[key];

    public bool ContainsKey(string key) => Unpack().ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Unpack().TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Unpack().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public ValueList Unpack()
    {
        var few = new KeyValuePair<string, string>[6];
        var count = 0;
        for (var rest = line.Span; !rest.IsEmpty;)
        {
            var equals = rest.IndexOf((byte)'=');
            var name = names.Get(rest[1..equals]);
            rest = rest[(equals + 1)..];
            var value = ExportedText.Quoted(ref rest);
            if (count == few.Length) Array.Resize(ref few, 2 * count);
            few[count++] = new(name, value);
        }
        return new ValueList(few, count);
    }
}

/// <summary>A few values in the order of the file. Looking one up goes through them: for so few it costs less than a table.</summary>
internal sealed class ValueList(KeyValuePair<string, string>[] pairs, int count) : IReadOnlyDictionary<string, string>
{
    public IEnumerable<string> Keys => pairs.Take(count).Select(pair => pair.Key);

    public IEnumerable<string> Values => pairs.Take(count).Select(pair => pair.Value);

    public int Count => count;

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var (name, text) in pairs.AsSpan(0, count))
        {
            if (name != key) continue;
            value = text;
            return true;
        }
        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return pairs[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
