using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:for i from=1 to=3 step=1 do={}</c>.</summary>
internal sealed class For() : GlobalCommand("for", "executes command for a range of integer values",
    new Argument("counter", ArgumentKind.NewVariable, IsUnnamed: true), new Argument("from", ArgumentKind.Value), new Argument("to", ArgumentKind.Value),
    new Argument("step", ArgumentKind.Value), new Argument("do", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var counter = (await call.RequiredAsync("counter", ct)).Text;
        var from = await NeededAsync(call, "from", ct);
        var to = await NeededAsync(call, "to", ct);
        var step = await call.NumberAsync("step", ct) ?? (from <= to ? 1 : -1);
        if (step == 0) throw new CommandFailure("invalid value for argument step");
        for (Int128 i = from; step > 0 ? i <= to : i >= to; i += step)
        {
            await call.Evaluator.StepAsync(ct);
            await call.RunCodeAsync("do", ct, (counter, new Num((long)i)));
            if (call.Scope.Returned is not null) break;
        }
        return Nil.Value;
    }

    private static async ValueTask<long> NeededAsync(Invocation call, string name, CancellationToken ct) =>
        await call.NumberAsync(name, ct) ?? throw new CommandFailure($"missing value(s) of argument(s) {name}");
}
