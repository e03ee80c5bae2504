namespace Appliance.XenPlugin.Guests;

/// <summary>The end of what a console wrote.</summary>
internal sealed class ConsoleHistory
{
    private const int Size = 4096;
    private readonly List<byte> _octets = [];

    public void Add(ReadOnlySpan<byte> output)
    {
        foreach (var octet in output) _octets.Add(octet);
        if (_octets.Count > 2 * Size) _octets.RemoveRange(0, _octets.Count - Size);
    }

    /// <summary>
    /// From the start of a line, and without requests to the terminal (<c>ESC [ 6 n</c>): the guest would take late answers to them for typed keys.
    /// </summary>
    public byte[] Read()
    {
        var start = _octets.Count <= Size ? 0 : _octets.IndexOf((byte)'\n', _octets.Count - Size) + 1;
        var text = new List<byte>(Size);
        for (var i = start; i < _octets.Count; i++)
        {
            if (RequestLength(i) is > 0 and var length) i += length - 1;
            else text.Add(_octets[i]);
        }
        return [.. text];
    }

    private int RequestLength(int at)
    {
        if (_octets[at] != 0x1b || at + 1 >= _octets.Count || _octets[at + 1] != '[') return 0;
        var end = at + 2;
        while (end < _octets.Count && _octets[end] is >= (byte)'0' and <= (byte)'?') end++;
        return end < _octets.Count && _octets[end] is (byte)'n' or (byte)'c' ? end + 1 - at : 0;
    }
}
