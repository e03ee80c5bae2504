using System.Diagnostics;

namespace Torture.Rooms;

/// <summary>Runs this program once more, on a small file system that is mounted for it alone.</summary>
internal static class Room
{
    /// <summary>Whether disks can be made here: only root has block devices; a plain user has namespaces with memory.</summary>
    public static bool HasDisks { get; } = Environment.UserName == "root" && File.Exists("/dev/loop-control");

    /// <param name="script">What the shell does; <c>$torture</c> is this program, <c>$room</c> the folder to mount on, and there is room for an image in <c>$image</c>.</param>
    /// <param name="folder">Where both are.</param>
    public static async Task<(int Status, string Output)> RunAsync(string folder, string script)
    {
        string[] user = Environment.UserName == "root" ? [] : ["--user", "--map-root-user"];
        using var process = Process.Start(new ProcessStartInfo("unshare", [.. user, "--mount", "bash", "-c", "set -e; exec 2>&1; PATH=$PATH:/usr/sbin:/sbin; " + script])
        {
            RedirectStandardOutput = true,
            Environment = { ["torture"] = Environment.ProcessPath!, ["room"] = Directory.CreateDirectory(Path.Combine(folder, "room")).FullName, ["image"] = Path.Combine(folder, "image") },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
