using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:do {} on-error={}</c>, <c>:do {} while=()</c>.</summary>
internal sealed class Do() : GlobalCommand("do", "executes command",
    new Argument("command", ArgumentKind.Code, IsUnnamed: true), new Argument("while", ArgumentKind.Repeated), new Argument("on-error", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        try
        {
            Value result;
            do
            {
                result = await call.RunCodeAsync("command", ct);
                await call.Evaluator.StepAsync(ct);
            }
            while (call.Has("while") && call.Scope.Returned is null && Operations.IsTrue(await call.ValueAsync("while", ct)));
            return result;
        }
        catch (CommandFailure) when (call.Has("on-error"))
        {
            return await call.RunCodeAsync("on-error", ct);
        }
    }
}
