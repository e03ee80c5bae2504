using System.Net.Sockets;

namespace Scenarios.Running;

/// <summary>A guest's console, as a person at the router's terminal has it with <c>/xen console</c>.</summary>
public sealed class GuestConsole : PersonsTerminal
{
    private GuestConsole(NetworkStream link, TimeSpan patience) : base(link, patience)
    {
    }

    public static async Task<GuestConsole> OpenAsync(SandboxedRouter router, string guest, TimeSpan patience)
    {
        var console = new GuestConsole(await ConnectAsync(router), patience);
        if (!await console.SeesAsync("] > ")) throw new InvalidOperationException("the router shows no prompt");
        await console.TypeAsync($"/xen console {guest}");
        return console;
    }
}
