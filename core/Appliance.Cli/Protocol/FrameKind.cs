namespace Appliance.Cli.Protocol;

/// <summary>What a frame on the daemon's socket carries.</summary>
public enum FrameKind : byte
{
    /// <summary>First of the client: see <see cref="Hello"/>.</summary>
    Hello = 1,

    /// <summary>Octets typed, or of a script.</summary>
    Input = 2,

    /// <summary>Nothing more will be typed.</summary>
    EndOfInput = 3,

    /// <summary>Columns and rows, as four octets each.</summary>
    Resize = 4,

    /// <summary>Octets for the screen.</summary>
    Output = 16,

    /// <summary>So many octets of the script's input were used: never send them again.</summary>
    Taken = 17,

    /// <summary>All input of the script was used, and more is wanted.</summary>
    Waiting = 18,

    /// <summary>Last of the daemon: see <see cref="Ending"/>.</summary>
    Ending = 19,
}
