using System.Diagnostics;
using Appliance.Daemon.Tests.Running;

namespace Appliance.Daemon.Tests;

/// <summary>The daemon as the first process of a machine without systemd. The kernel ends its process namespace as it would end the machine.</summary>
[Trait("needs", "namespace")]
public sealed class MachineEndTests : IDisposable
{
    private const int KilledBy = 128, Restarted = 1, SwitchedOff = 2;
    private readonly string _state = Directory.CreateTempSubdirectory("appliance-test-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [InlineData("/system reboot", KilledBy + Restarted)]
    [InlineData("/system shutdown", KilledBy + SwitchedOff)]
    public async Task Where_nobody_else_does_it_the_daemon_ends_the_machine(string command, int status)
    {
        // Nothing of the real machine's is in sight: its /run is covered, names and network are others.
        var product = Tool.Product;
        string[] arguments =
        [
            "--mount", "--pid", "--fork", "--uts", "--net", "--ipc", "--", "sh", "-c",
            "mount -t proc proc /proc && mount -t tmpfs run /run && exec \"$@\"", "machine", Path.Combine(product, "daemon", "appliance-daemon"), "--machine",
            "--state", _state, "--socket", Path.Combine(_state, "console.sock"), "--keys", Path.Combine(product, "keys", "trusted"), "--packages", Path.Combine(product, "packages"),
        ];
        using var machine = Process.Start(new ProcessStartInfo("unshare", arguments))!;
        using var client = Process.Start(new ProcessStartInfo(Path.Combine(product, "cli", "appliance"), ["--wait", "--socket", Path.Combine(_state, "console.sock")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await client.StandardInput.WriteAsync($"{command}\ny\n");
        client.StandardInput.Close();
        await machine.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        machine.ExitCode.ShouldBe(status, await File.ReadAllTextAsync(Path.Combine(_state, "log", "daemon.log")));
        if (!client.HasExited) client.Kill();
    }
}
