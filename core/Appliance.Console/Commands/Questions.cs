using Appliance.Console.Language.Evaluation;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>Asks for what a command needs and was not given.</summary>
internal static class Questions
{
    public static async ValueTask<string> AskAsync(SessionState session, string name, CancellationToken ct) =>
        (await session.Terminal.AskAsync(name + ": ", ct))?.Trim() ?? throw new CommandFailure("action cancelled");

    /// <summary>For a property: a sensitive one is typed blind, and blanks of it count.</summary>
    public static async ValueTask<string> AskAsync(SessionState session, PropertySchema property, CancellationToken ct) => property.IsSensitive
        ? await session.Terminal.AskSecretAsync(property.Name + ": ", ct) ?? throw new CommandFailure("action cancelled")
        : await AskAsync(session, property.Name, ct);
}
