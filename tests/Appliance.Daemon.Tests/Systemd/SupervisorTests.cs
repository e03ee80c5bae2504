using System.Net.Sockets;
using System.Text;
using Appliance.Daemon.Systemd;

namespace Appliance.Daemon.Tests.Systemd;

public sealed class SupervisorTests
{
    private const int Process = 42;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_service_manager_is_told_in_its_own_words(bool inNoFolder)
    {
        var name = Path.Combine(Path.GetTempPath(), $"appliance-notify-{Guid.NewGuid():N}");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(inNoFolder ? "\0" + name[1..] : name));
        var supervisor = Make(("NOTIFY_SOCKET", inNoFolder ? "@" + name[1..] : name));
        supervisor.Ready();
        Receive(manager).ShouldBe("READY=1\nSTATUS=consoles are let in");
        supervisor.Alive();
        Receive(manager).ShouldBe("WATCHDOG=1");
        supervisor.Stopping();
        Receive(manager).ShouldStartWith("STOPPING=1\n");
        File.Delete(name);
    }

    [Fact]
    public void Where_there_is_no_service_manager_nothing_is_said()
    {
        var supervisor = Make();
        supervisor.Ready();
        supervisor.Alive();
        supervisor.Watchdog.ShouldBeNull();
    }

    [Fact]
    public void The_watchdog_s_limit_counts_only_for_the_process_that_it_is_meant_for()
    {
        Make(("WATCHDOG_USEC", "20000000")).Watchdog.ShouldBe(TimeSpan.FromSeconds(20));
        Make(("WATCHDOG_USEC", "20000000"), ("WATCHDOG_PID", "42")).Watchdog.ShouldBe(TimeSpan.FromSeconds(20));
        Make(("WATCHDOG_USEC", "20000000"), ("WATCHDOG_PID", "43")).Watchdog.ShouldBeNull();
        Make(("WATCHDOG_USEC", "nonsense")).Watchdog.ShouldBeNull();
    }

    private static Supervisor Make(params (string Name, string Value)[] environment) =>
        Supervisor.From(name => environment.FirstOrDefault(pair => pair.Name == name).Value, Process);

    private static string Receive(Socket manager)
    {
        var octets = new byte[256];
        return Encoding.UTF8.GetString(octets, 0, manager.Receive(octets));
    }
}
