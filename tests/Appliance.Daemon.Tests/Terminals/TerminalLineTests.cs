using Appliance.Daemon.Terminals;
using Appliance.Daemon.Tests.Consoles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Daemon.Tests.Terminals;

/// <summary>A terminal of the machine's own: here the far end of a pseudo terminal.</summary>
public sealed class TerminalLineTests
{
    [Fact]
    public async Task A_login_waits_there_again_after_a_logout()
    {
        using var screen = new PseudoTerminal();
        using var down = new CancellationTokenSource();
        Task line;
        await using (var router = await ConsoleRouter.StartAsync())
        {
            line = new TerminalLine(screen.Device, router.Socket, NullLogger.Instance).RunAsync(down.Token);
            for (var session = 0; session < 2; session++)
            {
                await screen.SeeAsync("MikroTik Login: ");
                screen.Type("admin\r");
                await screen.SeeAsync("Password: ");
                screen.Type("\r");
                await screen.SeeAsync("[admin@MikroTik] > ");
                screen.Type("/quit\r");
            }
            await screen.SeeAsync("MikroTik Login: ");
            await down.CancelAsync();
        }
        await line;
    }

    [Fact]
    public async Task Where_there_is_no_terminal_nothing_waits() =>
        await new TerminalLine("/dev/null", "/nowhere", NullLogger.Instance).RunAsync(CancellationToken.None);
}
