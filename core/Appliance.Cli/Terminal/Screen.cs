using Appliance.Cli.Protocol;

namespace Appliance.Cli.Terminal;

/// <summary>The terminal, or what stands in for it.</summary>
public static class Screen
{
    private const int StandardInput = 0, StandardOutput = 1;
    private static readonly Size s_usual = new(80, 24);

    /// <summary>Whether somebody sits there.</summary>
    public static bool IsTerminal => Native.IsTerminal(StandardInput) == 1;

    /// <summary>Of the window; a script's is that of <c>COLUMNS</c>, else 80.</summary>
    public static Size Size => IsTerminal && (Native.TryWindow(StandardOutput, out var window) || Native.TryWindow(StandardInput, out window))
        ? new(window.Columns, window.Rows)
        : s_usual with { Columns = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : s_usual.Columns };

    /// <summary>Shows octets. Not by a FileStream: it would write over what others wrote to the same file.</summary>
    public static void Write(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var written = Native.Write(StandardOutput, octets, (nuint)octets.Length);
            if (written < 0) throw new IOException("nothing can be shown any more");
            octets = octets[(int)written..];
        }
    }
}
