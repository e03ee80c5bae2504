using Appliance.Cli;
using Appliance.Cli.Connecting;
using Appliance.Cli.Protocol;
using Appliance.Cli.Terminal;
using Microsoft.Win32.SafeHandles;

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}

var endpoint = new Endpoint(arguments.Socket);
var link = arguments.Wait ? await endpoint.ConnectAsync(CancellationToken.None) : await endpoint.TryConnectAsync(CancellationToken.None);
if (link is null)
{
    await Console.Error.WriteLineAsync($"appliance: no router answers at {arguments.Socket}");
    return 2;
}

// The bare file: Console reads a terminal line by line, its own way, and changes its settings behind our back.
using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
var interactive = Screen.IsTerminal;
// A person is asked for the name; a script speaks for the user that every router has at first.
var user = arguments.User.Length > 0 || interactive ? arguments.User : "admin";
var typed = new Typed(input, keep: !interactive);
var failed = false;
while (link is not null)
{
    var hello = new Hello(interactive, Screen.Size.Columns, Screen.Size.Rows, user);
    Ending? ending;
    using (link)
    using (interactive ? RawMode.Enter() : null)
        ending = await new Conversation(link, hello, typed).RunAsync();
    failed |= ending is null or { Failed: true };
    if (ending is { Reason: Reason.Quit or Reason.PowerOff }) return failed ? 1 : 0;

    // Rebooting, or the daemon was restarted: it is back soon, unless its whole machine has ended.
    link = await endpoint.ConnectAsync(CancellationToken.None);
}
return 2;
