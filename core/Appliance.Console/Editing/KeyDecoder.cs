using System.Text;

namespace Appliance.Console.Editing;

/// <summary>Makes keys of bytes, which may come one by one: UTF-8, control characters, and the escape sequences of VT100 and its heirs.</summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1B;

    private readonly byte[] _character = new byte[4];
    private readonly StringBuilder _sequence = new();
    private int _characterLength;
    private bool _inSequence;
    private bool _afterReturn;

    /// <summary>Takes a byte; says which key it completes, if any.</summary>
    public Key? Take(byte one)
    {
        var afterReturn = _afterReturn;
        _afterReturn = one == '\r';
        // Telnet sends CR LF or CR NUL for one press of Enter.
        if (afterReturn && one is (byte)'\n' or 0) return null;
        if (one == Escape)
        {
            _sequence.Clear();
            _characterLength = 0;
            _inSequence = true;
            return null;
        }
        if (one < ' ' || one == 0x7F)
        {
            _inSequence = false;
            _characterLength = 0;
            return Control(one);
        }
        return _inSequence ? Sequence((char)one) : Character(one);
    }

    private Key? Character(byte one)
    {
        // A byte that cannot continue a character begins a new one; what was there of the old one is lost.
        if (_characterLength > 0 && (one & 0xC0) != 0x80) _characterLength = 0;
        _character[_characterLength++] = one;
        var status = Rune.DecodeFromUtf8(_character.AsSpan(0, _characterLength), out var rune, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData) return null;
        _characterLength = 0;
        return Rune.IsControl(rune) ? null : new Key(KeyCode.Character, rune.ToString());
    }

    private static Key? Control(byte one) => one switch
    {
        0x01 => new Key(KeyCode.Home),
        0x02 => new Key(KeyCode.Left),
        0x03 => new Key(KeyCode.Interrupt),
        0x04 => new Key(KeyCode.EndOrDelete),
        0x05 => new Key(KeyCode.End),
        0x06 => new Key(KeyCode.Right),
        0x08 or 0x7F => new Key(KeyCode.Backspace),
        0x09 => new Key(KeyCode.Tab),
        0x0A or 0x0D => new Key(KeyCode.Enter),
        0x0B => new Key(KeyCode.KillToEnd),
        0x0C => new Key(KeyCode.Repaint),
        0x0E => new Key(KeyCode.Down),
        0x10 => new Key(KeyCode.Up),
        0x15 => new Key(KeyCode.KillToStart),
        0x18 => new Key(KeyCode.SafeMode),
        0x1C => new Key(KeyCode.SplitLine),
        _ => null,
    };

    private Key? Sequence(char one)
    {
        _sequence.Append(one);
        if (_sequence.Length == 1)
        {
            _inSequence = one is '[' or 'O';
            return null;
        }
        // The Linux console sends ESC [ [ A for F1.
        if (one == '[' && _sequence.Length == 2) return null;
        if (char.IsAsciiDigit(one) || one is >= ' ' and < '@')
        {
            // Longer than any key: rubbish.
            _inSequence = _sequence.Length < 16;
            return null;
        }
        _inSequence = false;
        return Named(_sequence.ToString());
    }

    private static Key? Named(string sequence)
    {
        // Shift, Alt and Ctrl come as a second parameter, and change nothing here.
        var semicolon = sequence.IndexOf(';');
        var key = semicolon < 0 ? sequence : sequence[..semicolon] + sequence[^1];
        return key switch
        {
            "[A" or "OA" or "[1A" => new Key(KeyCode.Up),
            "[B" or "OB" or "[1B" => new Key(KeyCode.Down),
            "[C" or "OC" or "[1C" => new Key(KeyCode.Right),
            "[D" or "OD" or "[1D" => new Key(KeyCode.Left),
            "[H" or "OH" or "[1H" or "[1~" or "[7~" => new Key(KeyCode.Home),
            "[F" or "OF" or "[1F" or "[4~" or "[8~" => new Key(KeyCode.End),
            "[3~" => new Key(KeyCode.Delete),
            "[11~" or "OP" or "[[A" => new Key(KeyCode.Help),
            "[14~" or "OS" or "[[D" => new Key(KeyCode.SafeMode),
            "[15~" or "[[E" => new Key(KeyCode.Repaint),
            _ => null,
        };
    }
}
