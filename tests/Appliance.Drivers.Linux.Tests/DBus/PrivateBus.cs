using System.Diagnostics;
using Appliance.Drivers.Linux.DBus;
using Appliance.Drivers.Linux.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Tests.DBus;

/// <summary>A dbus-daemon of its own, at a socket of its own.</summary>
public sealed class PrivateBus : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _daemon;

    public PrivateBus()
    {
        File.WriteAllText(Configuration,
            $"""
            <busconfig>
              <type>custom</type>
              <listen>{Address}</listen>
              <auth>EXTERNAL</auth>
              <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
            </busconfig>
            """);
        _daemon = Start();
    }

    public string Address => $"unix:path={Path.Combine(_folder.Path, "bus")}";

    private string Configuration => Path.Combine(_folder.Path, "bus.conf");

    public Bus Connect(TimeSpan? patience = null) => new(Address, patience ?? TimeSpan.FromSeconds(60), NullLogger.Instance);

    /// <summary>Again changes nothing.</summary>
    public void Stop()
    {
        if (_daemon is null) return;
        _daemon.Kill();
        _daemon.WaitForExit();
        _daemon.Dispose();
        _daemon = null;
    }

    public void Restart()
    {
        Stop();
        _daemon = Start();
    }

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    // It says its address when it listens.
    private Process Start()
    {
        var daemon = Process.Start(new ProcessStartInfo("dbus-daemon", [$"--config-file={Configuration}", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        daemon.StandardOutput.ReadLine().ShouldNotBeNull();
        return daemon;
    }
}
