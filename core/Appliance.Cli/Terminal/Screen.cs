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
}
