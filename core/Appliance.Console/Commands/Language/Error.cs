using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Fails with a message.</summary>
internal sealed class Error() : GlobalCommand("error", "make error value", new Argument("message", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => throw new CommandFailure((await call.ValueAsync("message", ct)).Text);
}
