using System.Diagnostics;
using Appliance.Cli.Connecting;

namespace Scenarios.Running;

/// <summary>A router in a sandbox of its own, with a state folder that is gone afterwards.</summary>
public sealed class SandboxedRouter : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-story-").FullName;
    private Process? _sandbox;

    /// <summary>Addresses of its cards; the usual two cards with any addresses when empty.</summary>
    public IReadOnlyList<string> HardwareAddresses { get; init; } = [];

    /// <summary>Names of the packages that the router is made with; all when empty.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Whether parts that do not boot stand in for the router's own software.</summary>
    public bool HasStandInSystem { get; init; }

    public string State => Path.Combine(_folder, "state");

    /// <summary>What <c>/file</c> shows.</summary>
    public string Files => Path.Combine(State, "files");

    public Endpoint Socket => new(Path.Combine(State, "run", "console.sock"));

    public bool IsRunning => _sandbox is { HasExited: false };

    public void Start()
    {
        Directory.CreateDirectory(Path.Combine(State, "hardware"));
        Directory.CreateDirectory(Path.Combine(State, "run"));
        for (var i = 0; i < HardwareAddresses.Count; i++) File.WriteAllText(Path.Combine(State, "hardware", $"ether{i + 1}"), HardwareAddresses[i] + "\n");
        if (HardwareAddresses.Count > 0) File.WriteAllText(Path.Combine(State, "hardware", "cards"), string.Join(' ', HardwareAddresses.Select((_, i) => $"ether{i + 1}")));
        // The sandbox lives as long as the command in it; cat lives until this process closes its input, or dies.
        _sandbox = Process.Start(new ProcessStartInfo(Checkout.Sandbox, ["run", State, "cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["APPLIANCE_HOME"] = Home(), ["APPLIANCE_SYSTEM_DISK"] = HasStandInSystem ? StandInSystem.Make(Directory.CreateDirectory(Path.Combine(_folder, "system")).FullName) : null },
        })!;
    }

    /// <summary>Returns when the router lets consoles in.</summary>
    public async Task WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        if (await Socket.ConnectAsync(limit.Token) is { } link) await link.DisposeAsync();
    }

    /// <summary>Runs a shell command in one of the sandbox's network namespaces; <c>$FILES</c> is the router's file store.</summary>
    public async Task<(int Status, string Output)> RunAsync(string where, string command)
    {
        using var process = Process.Start(new ProcessStartInfo(Checkout.Sandbox, ["exec", State, where, "bash", "-c", "exec 2>&1; " + command])
        {
            RedirectStandardOutput = true,
            Environment = { ["FILES"] = Files },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Kills the daemon as a power failure of its own would; the supervisor starts it again.</summary>
    public Task KillDaemonAsync() => RunAsync("appliance", $"pid=$(cat {State}/run/daemon.pid); kill -KILL $pid; tail --pid=$pid -s 0.05 -f /dev/null");

    /// <summary>Ends the daemon as an upgrade of it does, in good order; the supervisor starts it again.</summary>
    public Task RestartDaemonAsync() => RunAsync("appliance", $"pid=$(cat {State}/run/daemon.pid); kill -TERM $pid; tail --pid=$pid -s 0.05 -f /dev/null");

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
        {
            _sandbox.StandardInput.Close();
            await _sandbox.WaitForExitAsync();
            _sandbox.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private string Home()
    {
        if (Packages.Count == 0) return Checkout.Product;
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;
        foreach (var part in (string[])["daemon", "cli", "keys"]) Directory.CreateSymbolicLink(Path.Combine(home, part), Path.Combine(Checkout.Product, part));
        var packages = Directory.CreateDirectory(Path.Combine(home, "packages")).FullName;
        foreach (var package in Directory.GetFiles(Path.Combine(Checkout.Product, "packages"), "*.npk").Where(IsWanted))
            File.CreateSymbolicLink(Path.Combine(packages, Path.GetFileName(package)), package);
        return home;
    }

    private bool IsWanted(string package) => Packages.Any(name => Path.GetFileName(package).StartsWith(name + "-", StringComparison.Ordinal));
}
