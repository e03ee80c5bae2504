using Appliance.Console.Language.Evaluation;
using Appliance.Console.Sessions;

namespace Appliance.Console.Commands;

/// <summary>Asks for what a command needs and was not given.</summary>
internal static class Questions
{
    public static async ValueTask<string> AskAsync(SessionState session, string name, CancellationToken ct) =>
        (await session.Terminal.AskAsync(name + ": ", ct))?.Trim() ?? throw new CommandFailure("action cancelled");
}
