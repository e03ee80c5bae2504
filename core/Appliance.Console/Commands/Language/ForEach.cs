using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:foreach v in=... do={}</c>, <c>:foreach k,v in=... do={}</c>.</summary>
internal sealed class ForEach() : GlobalCommand("foreach", "executes command for every element in a list",
    new Argument("counter", ArgumentKind.NewVariable, IsUnnamed: true), new Argument("in", ArgumentKind.Value), new Argument("do", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var names = (await call.RequiredAsync("counter", ct)).Text.Split(',');
        var position = 0;
        foreach (var (key, value) in Arr.ElementsOf(await call.RequiredAsync("in", ct)))
        {
            await call.Evaluator.StepAsync(ct);
            Value at = key is null ? new Num(position++) : new Str(key);
            if (names.Length == 1) await call.RunCodeAsync("do", ct, (names[0], value));
            else await call.RunCodeAsync("do", ct, (names[0], at), (names[1], value));
            if (call.Scope.Returned is not null) break;
        }
        return Nil.Value;
    }
}
