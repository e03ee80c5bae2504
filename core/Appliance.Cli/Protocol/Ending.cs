namespace Appliance.Cli.Protocol;

/// <summary>Why the daemon ends a session.</summary>
public enum Reason : byte
{
    /// <summary>The user left, or the script is at its end.</summary>
    Quit = 0,

    /// <summary>The router restarts: come back.</summary>
    Reboot = 1,

    /// <summary>The router is switched off.</summary>
    PowerOff = 2,
}

/// <summary>The end of a session.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Failed">Whether a command of the session failed.</param>
public readonly record struct Ending(Reason Reason, bool Failed)
{
    public Frame ToFrame() => new(FrameKind.Ending, new[] { (byte)Reason, (byte)(Failed ? 1 : 0) });

    public static Ending From(Frame frame) => new((Reason)frame.Payload.Span[0], frame.Payload.Span[1] != 0);
}
