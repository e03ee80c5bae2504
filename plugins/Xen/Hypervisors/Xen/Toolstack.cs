using System.Diagnostics;
using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>
/// The programs that must run beside the hypervisor: xenstored, and xenconsoled for the guests' consoles. They are started once after the
/// machine, and outlive the daemon.
/// </summary>
internal sealed class Toolstack(ILogger log)
{
    public const string Socket = "/run/xenstored/socket";
    private const string Capabilities = "/proc/xen/capabilities", Control = "control_d", StorePid = "/run/xenstored.pid", ConsolePid = "/run/xenconsoled.pid";
    private const int MostAttempts = 100;
    private static readonly string[] s_programs = ["/usr/lib/xen-4.17/bin", "/usr/lib/xen/bin", "/usr/sbin"];
    private static readonly string[] s_folders = ["/run/xenstored", "/run/xen", "/run/lock", "/var/lib/xenstored", "/var/lib/xen", "/var/log/xen/console"];
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether this is the domain that rules the others.</summary>
    public static bool IsHere
    {
        get
        {
            try
            {
                return File.Exists(Capabilities) && File.ReadAllText(Capabilities).Contains(Control, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Such as <c>Xen 4.17</c>.</summary>
    public static string Version => $"Xen {Read("major")}.{Read("minor")}";

    /// <summary>Starts what does not run yet.</summary>
    public async Task StartAsync()
    {
        if (await AnswersAsync()) return;
        // One that ended took along what all guests and the kernel had told it; a second one would know none of them.
        if (File.Exists(StorePid)) throw new DomainFailedException(VmState.NoXenstore, "xenstored has ended");
        foreach (var folder in s_folders) Directory.CreateDirectory(folder);
        await RunAsync("xenstored", "--pid-file", StorePid);
        await ListenAsync();
        Spare(StorePid);
        await RunAsync("xen-init-dom0");
        await RunAsync("xenconsoled", "--pid-file", ConsolePid);
        Spare(ConsolePid);
        log.LogInformation("{Hypervisor}: xenstored and xenconsoled were started", Version);
    }

    // When memory runs out, the kernel is to end something that can be started again.
    private void Spare(string pidFile)
    {
        try
        {
            File.WriteAllText($"/proc/{File.ReadAllText(pidFile).Trim()}/oom_score_adj", "-1000");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogDebug("{Program} is not spared when memory runs out: {Error}", Path.GetFileNameWithoutExtension(pidFile), error.Message);
        }
    }

    private static async Task ListenAsync()
    {
        for (var attempt = 0; !await AnswersAsync(); attempt++)
        {
            if (attempt == MostAttempts) throw new DomainFailedException(VmState.NoXenstore, "xenstored does not answer");
            // It tells nobody when it listens.
            await Task.Delay(s_between);
        }
    }

    private static async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await StoreConnection.OpenAsync(Socket, (_, _) => { }, CancellationToken.None);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = s_programs.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new DomainFailedException("no hypervisor", $"this router runs on Xen, but {program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new DomainFailedException("no hypervisor", $"{program} can not be started: it ended with {process.ExitCode}");
    }

    private static string Read(string part) => File.Exists($"/sys/hypervisor/version/{part}") ? File.ReadAllText($"/sys/hypervisor/version/{part}").Trim() : "?";
}
