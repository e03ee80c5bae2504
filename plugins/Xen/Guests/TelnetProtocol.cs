namespace Appliance.XenPlugin.Guests;

/// <summary>
/// The telnet protocol (RFC 854) as a console server speaks it: the guest echoes, every key is sent at once, and eight-bit data passes
/// unharmed once the client agrees to it (RFC 856).
/// </summary>
internal sealed class TelnetProtocol
{
    private const byte Iac = 255, Dont = 254, Do = 253, Wont = 252, Will = 251, Sub = 250, SubEnd = 240;
    private const byte Binary = 0, Echo = 1, GoAhead = 3;

    private enum Place { Data, CarriageReturn, Command, Option, Sub, SubCommand }

    private Place _place;
    private byte _verb;
    private bool _binaryIn;
    private volatile bool _binaryOut;
    private bool _endedWithReturn;

    /// <summary>What we say first: we echo, nobody waits for its turn.</summary>
    public static byte[] Greeting { get; } = [Iac, Will, Echo, Iac, Will, GoAhead, Iac, Do, GoAhead];

    /// <summary>Takes what came from the client apart.</summary>
    /// <returns>Keys for the guest, and answers for the client.</returns>
    public (byte[] Keys, byte[] Answers) Receive(ReadOnlySpan<byte> input)
    {
        var (keys, answers) = (new List<byte>(input.Length), new List<byte>());
        foreach (var octet in input)
        {
            switch (_place)
            {
                case Place.CarriageReturn when octet is 0 or (byte)'\n': // a line end is CR LF, a mere carriage return CR NUL
                    _place = Place.Data;
                    break;
                case Place.Data or Place.CarriageReturn:
                    _place = octet == Iac ? Place.Command : octet == '\r' && !_binaryIn ? Place.CarriageReturn : Place.Data;
                    if (octet != Iac) keys.Add(octet);
                    break;
                case Place.Command:
                    _verb = octet;
                    _place = octet is Do or Dont or Will or Wont ? Place.Option : octet == Sub ? Place.Sub : Place.Data;
                    if (octet == Iac) keys.Add(Iac);
                    break;
                case Place.Option:
                    _place = Place.Data;
                    Answer(octet, answers);
                    break;
                case Place.Sub:
                    if (octet == Iac) _place = Place.SubCommand;
                    break;
                case Place.SubCommand:
                    _place = octet == SubEnd ? Place.Data : Place.Sub;
                    break;
            }
        }
        return ([.. keys], [.. answers]);
    }

    /// <summary>The guest's output as it goes on the wire.</summary>
    public byte[] Send(ReadOnlySpan<byte> output)
    {
        var wire = new List<byte>(output.Length + 16);
        foreach (var octet in output)
        {
            if (_endedWithReturn && octet != '\n' && !_binaryOut) wire.Add(0);
            _endedWithReturn = octet == '\r';
            wire.Add(octet);
            if (octet == Iac) wire.Add(Iac);
        }
        return [.. wire];
    }

    // Only what changes something, or is refused, is answered: or two ends would agree with each other for ever.
    private void Answer(byte option, List<byte> answers)
    {
        switch (_verb, option)
        {
            case (Do, Binary):
                if (!_binaryOut) answers.AddRange([Iac, Will, Binary]);
                _binaryOut = true;
                break;
            case (Dont, Binary):
                if (_binaryOut) answers.AddRange([Iac, Wont, Binary]);
                _binaryOut = false;
                break;
            case (Will, Binary):
                if (!_binaryIn) answers.AddRange([Iac, Do, Binary]);
                _binaryIn = true;
                break;
            case (Wont, Binary):
                if (_binaryIn) answers.AddRange([Iac, Dont, Binary]);
                _binaryIn = false;
                break;
            case (Do, Echo or GoAhead) or (Will, GoAhead) or (Dont or Wont, _):
                break; // answers to what we said first
            case (Do, _):
                answers.AddRange([Iac, Wont, option]);
                break;
            case (Will, _):
                answers.AddRange([Iac, Dont, option]);
                break;
        }
    }
}
