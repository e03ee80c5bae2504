using Appliance.Console.Language.Evaluation;

namespace Appliance.Console.Language.Values;

/// <summary>An array: values without a key in their order, then values with a key, sorted by key.</summary>
internal sealed record Arr : Value
{
    public static readonly Arr Empty = new([]);

    private readonly IReadOnlyList<(string? Key, Value Value)> _elements;
    private readonly int _depth;

    private Arr(IReadOnlyList<(string? Key, Value Value)> elements)
    {
        _elements = elements;
        foreach (var (key, value) in elements)
        {
            Size += Cost(key, value);
            if (value is Arr inner) _depth = Math.Max(_depth, inner._depth + 1);
        }
        // Also what only looks small because its parts are shared would be printed, compared and walked through whole.
        if (Size > Limits.OneValue || _depth > Limits.ArrayDepth) throw Limits.TooLong();
    }

    public override string Kind => "array";

    public override string Text => string.Join(';', _elements.Select(element => element.Key is null ? element.Value.Text : $"{element.Key}={element.Value.Text}"));

    public override long Size { get; }

    public IReadOnlyList<(string? Key, Value Value)> Elements => _elements;

    public int Count => _elements.Count;

    public static Arr Of(IEnumerable<Value> values) => Of(values.Select(value => ((string?)null, value)));

    /// <summary>A later value of the same key replaces an earlier one.</summary>
    public static Arr Of(IEnumerable<(string? Key, Value Value)> elements)
    {
        var plain = new List<(string?, Value)>();
        var keyed = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        var size = 0L;
        foreach (var (key, value) in elements)
        {
            Limits.Check(size += Cost(key, value));
            if (key is null) plain.Add((null, value));
            else keyed[key] = value;
        }
        plain.AddRange(keyed.Select(pair => ((string?)pair.Key, pair.Value)));
        return new Arr(plain);
    }

    /// <summary>The elements of an array, or the value itself as the only one.</summary>
    public static IEnumerable<(string? Key, Value Value)> ElementsOf(Value value) => value switch
    {
        Arr array => array._elements,
        Nil => [],
        _ => [(null, value)],
    };

    /// <summary>By key, or by position among all elements.</summary>
    public Value Get(Value key)
    {
        if (key is Num { Number: var index }) return index >= 0 && index < Count ? _elements[(int)index].Value : Nil.Value;
        foreach (var element in _elements)
        {
            if (element.Key == key.Text) return element.Value;
        }
        return Nil.Value;
    }

    /// <summary>A copy with one element replaced or added.</summary>
    public Arr With(Value key, Value value) => key is Num { Number: var index }
        ? Of(_elements.Select((element, at) => at == index ? (element.Key, value) : element))
        : Of(_elements.Append((key.Text, value)));

    public bool Equals(Arr? other) => other is not null && (ReferenceEquals(this, other) || _elements.SequenceEqual(other._elements));

    public override int GetHashCode() => Count;

    private static long Cost(string? key, Value value) => Limits.Element + (key?.Length ?? 0) + value.Size;
}
