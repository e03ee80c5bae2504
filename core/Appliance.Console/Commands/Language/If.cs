using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:if (condition) do={} else={}</c>.</summary>
internal sealed class If() : GlobalCommand("if", "executes command if condition is true",
    new Argument("condition", ArgumentKind.Value, IsUnnamed: true), new Argument("do", ArgumentKind.Code), new Argument("else", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) =>
        await call.RunCodeAsync(Operations.IsTrue(await call.RequiredAsync("condition", ct)) ? "do" : "else", ct);
}
