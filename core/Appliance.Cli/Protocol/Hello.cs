using System.Text;

namespace Appliance.Cli.Protocol;

/// <summary>How a client introduces itself.</summary>
/// <param name="Interactive">Somebody sits at a terminal; else the input is a script.</param>
/// <param name="Columns">Width in characters.</param>
/// <param name="Rows">Height in lines.</param>
/// <param name="User">In whose name; empty to be asked.</param>
public sealed record Hello(bool Interactive, int Columns, int Rows, string User)
{
    private const string Version = "1";

    public Frame ToFrame() => new(FrameKind.Hello, Encoding.UTF8.GetBytes($"{Version} {(Interactive ? "terminal" : "script")} {Columns} {Rows} {User}"));

    /// <summary>Reads a frame; null where it is no introduction that this daemon understands.</summary>
    public static Hello? From(Frame frame) =>
        frame.Kind == FrameKind.Hello && Encoding.UTF8.GetString(frame.Payload.Span).Split(' ', 5) is [Version, var mode, var columns, var rows, var user]
            && int.TryParse(columns, out var width) && int.TryParse(rows, out var height)
            ? new(mode == "terminal", width, height, user) : null;
}
