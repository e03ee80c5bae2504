using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>
/// The weight of guests, as the kernel's control groups know it: version 2 where it has the processor, else version 1.
/// 256 is the default share of both, so the router's own processes have 256 as on Xen.
/// </summary>
internal sealed class CpuShares(ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("xen");
    private readonly Lazy<(string Folder, string File, int Default)?> _place = new(Find);
    private bool _told;

    public void Set(int pid, int weight)
    {
        if (_place.Value is not var (folder, file, standard))
        {
            if (weight != 256 && !_told) _log.LogWarning("weight has no effect: this machine has no writable control group for the processor");
            _told |= weight != 256;
            return;
        }
        try
        {
            var group = Group(folder, pid);
            Directory.CreateDirectory(group);
            File.WriteAllText(Path.Combine(group, file), Math.Clamp((long)weight * standard / 256, 2, 10_000).ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(group, "cgroup.procs"), pid.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _log.LogWarning("weight has no effect: {Error}", error.Message);
        }
    }

    /// <summary>Removes the group of a process that is gone.</summary>
    public void Forget(int pid)
    {
        if (_place.Value is not var (folder, _, _) || !Directory.Exists(Group(folder, pid))) return;
        try
        {
            Directory.Delete(Group(folder, pid));
        }
        catch (IOException error)
        {
            _log.LogDebug("a control group stays: {Error}", error.Message);
        }
    }

    private static string Group(string folder, int pid) => Path.Combine(folder, "guest-" + pid.ToString(CultureInfo.InvariantCulture));

    private static (string Folder, string File, int Default)? Find()
    {
        const string root = "/sys/fs/cgroup";
        try
        {
            var controllers = Path.Combine(root, "cgroup.controllers");
            if (File.Exists(controllers) && File.ReadAllText(controllers).Split().Contains("cpu"))
            {
                File.WriteAllText(Path.Combine(root, "cgroup.subtree_control"), "+cpu");
                return (root, "cpu.weight", 100);
            }
            var shares = Path.Combine(root, "cpu", "cpu.shares");
            if (!File.Exists(shares)) return null;
            using (File.OpenWrite(Path.Combine(root, "cpu", "cgroup.procs"))) return (Path.Combine(root, "cpu"), "cpu.shares", 1024);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
