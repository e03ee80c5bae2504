using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:while (condition) do={}</c>.</summary>
internal sealed class While() : GlobalCommand("while", "executes command while condition is true",
    new Argument("condition", ArgumentKind.Repeated, IsUnnamed: true), new Argument("do", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        while (call.Scope.Returned is null && Operations.IsTrue(await call.RequiredAsync("condition", ct)))
        {
            await call.Evaluator.StepAsync(ct);
            await call.RunCodeAsync("do", ct);
        }
        return Nil.Value;
    }
}
