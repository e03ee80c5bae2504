using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Ends a function with a value.</summary>
internal sealed class Return() : GlobalCommand("return", "return value from function", new Argument("value", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => call.Scope.Returned = await call.ValueAsync("value", ct);
}
