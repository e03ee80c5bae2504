using System.Buffers;
using System.Text;

namespace Appliance.Console.Language.Parsing;

/// <summary>
/// Octets that a string holds as <c>\C3\A9</c>. Those that follow each other and are a character in UTF-8 become that character, as
/// exports write them; one that is not stays the character with its number.
/// </summary>
internal sealed class EscapedOctets
{
    private readonly List<byte> _run = [];
    private int _end;

    /// <summary>A string begins: what was read of another one does not count.</summary>
    public void Begin() => _run.Clear();

    /// <summary>Adds an octet to the text.</summary>
    public void Append(StringBuilder text, byte octet)
    {
        if (_end != text.Length) _run.Clear();
        text.Append((char)octet);
        _end = text.Length;
        if (octet < 0x80)
        {
            _run.Clear();
            return;
        }
        _run.Add(octet);
        // A character has four octets at most, and what was before may have been no start of one.
        for (var count = Math.Min(4, _run.Count); count > 1; count--)
        {
            var tail = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_run)[^count..];
            if (Rune.DecodeFromUtf8(tail, out var rune, out var used) != OperationStatus.Done || used != count) continue;
            text.Length -= count;
            text.Append(rune.ToString());
            _end = text.Length;
            _run.Clear();
            return;
        }
    }
}
