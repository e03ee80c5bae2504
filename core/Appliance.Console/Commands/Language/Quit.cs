using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Ends the session.</summary>
internal sealed class Quit() : GlobalCommand("quit", "Quit console")
{
    public override ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        call.Session.IsQuitting = true;
        return new(Nil.Value);
    }
}
