namespace Torture.Daemon;

/// <summary>Bridges with addresses, as typed: what the configuration must say, and what the kernel must have.</summary>
internal sealed class TypedNetwork
{
    private readonly SortedDictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private int _number;

    public IEnumerable<string> Bridges => _addresses.Keys;

    public IEnumerable<string> Addresses => _addresses.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Value} {pair.Key}");

    public TypedNetwork Copy()
    {
        var copy = new TypedNetwork { _number = _number };
        foreach (var (bridge, address) in _addresses) copy._addresses[bridge] = address;
        return copy;
    }

    /// <summary>The next command; the network is what it is after it.</summary>
    public string Next(Random luck)
    {
        var bare = _addresses.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key).ToList();
        var addressed = _addresses.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).ToList();
        if (bare.Count > 0 && luck.Next(2) == 0)
        {
            var bridge = bare[luck.Next(bare.Count)];
            if (luck.Next(4) == 0)
            {
                _addresses.Remove(bridge);
                return $"/interface bridge remove {bridge}";
            }
            var address = _addresses[bridge] = $"10.{++_number / 250}.{_number % 250}.1/24";
            return $"/ip address add address={address} interface={bridge}";
        }
        if (addressed.Count > 0 && (addressed.Count > 8 || luck.Next(3) == 0))
        {
            var bridge = addressed[luck.Next(addressed.Count)];
            _addresses[bridge] = "";
            return $"/ip address remove [find interface={bridge}]";
        }
        var name = $"b{++_number}";
        _addresses[name] = "";
        return $"/interface bridge add name={name}";
    }
}
