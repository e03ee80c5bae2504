using System.Text;

namespace Appliance.Engine.Store;

/// <summary>One string for each path and property name, however many documents carry it. For any thread.</summary>
internal sealed class NameCache
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameCache() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 128) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[128];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        lock (_names)
        {
            if (_lookup.TryGetValue(text, out var known)) return known;
            var made = text.ToString();
            _names[made] = made;
            return made;
        }
    }
}
