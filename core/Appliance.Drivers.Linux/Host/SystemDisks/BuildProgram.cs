using System.ComponentModel;
using System.Diagnostics;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>A program that takes its time, says a line now and then, and names a folder at its end.</summary>
internal static class BuildProgram
{
    private const int MostShown = 200;

    /// <returns>What it named.</returns>
    /// <exception cref="RefusedException">It failed; the sentence is its last line.</exception>
    public static async Task<string> RunAsync(string program, Action<string> progress, CancellationToken ct)
    {
        using var process = Start(program);
        var last = "it said nothing";
        try
        {
            process.StandardInput.Close();
            while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            {
                if (line.Length == 0) continue;
                last = Shown(line);
                progress(last);
            }
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0 || !Directory.Exists(last)) throw new RefusedException($"this router's software can not be built here: {last}");
        return last;
    }

    private static Process Start(string program)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception trouble)
        {
            throw new RefusedException($"this router's software can not be built here: {trouble.Message}");
        }
    }

    private static string Shown(string line)
    {
        var plain = new string([.. line.Where(letter => !char.IsControl(letter))]);
        return plain.Length <= MostShown || plain[0] == '/' ? plain : plain[..MostShown];
    }
}
