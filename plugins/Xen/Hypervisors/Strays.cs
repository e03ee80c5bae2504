using System.Globalization;

namespace Appliance.XenPlugin.Hypervisors;

/// <summary>
/// Hypervisors' processes that a daemon started, and of which it had not made a note yet, or had crossed it out, when it was killed. Nobody
/// has seen these guests execute, or somebody has pulled their plug; left alone they would hold images and memory for ever.
/// </summary>
internal static class Strays
{
    private static readonly TimeSpan s_exit = TimeSpan.FromSeconds(10);

    /// <summary>Ends those whose files are in the folder, and returns when they are gone.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="program">The program's name.</param>
    /// <param name="known">Processes that there is a note of.</param>
    public static Task EndAsync(string folder, string program, IReadOnlySet<int> known) => Task.WhenAll(Directory.EnumerateDirectories("/proc")
        .Select(process => int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid != 0 && !known.Contains(pid) && IsOurs(pid, folder, program)).Select(pid => EndAsync(pid, folder, program)));

    private static async Task EndAsync(int pid, string folder, string program)
    {
        using var process = PidHandle.Open(pid, PidHandle.StartTime(pid));
        // Asked again: the number is held only from here on.
        if (process is null || !IsOurs(pid, folder, program)) return;
        process.Kill();
        await process.WaitAsync(s_exit);
    }

    private static bool IsOurs(int pid, string folder, string program)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            return Path.GetFileName(arguments[0]) == program && arguments.Any(argument => argument.Contains(folder + "/", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
