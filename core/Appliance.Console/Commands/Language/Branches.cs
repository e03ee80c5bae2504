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
                ct.ThrowIfCancellationRequested();
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

/// <summary><c>:while (condition) do={}</c>.</summary>
internal sealed class While() : GlobalCommand("while", "executes command while condition is true",
    new Argument("condition", ArgumentKind.Repeated, IsUnnamed: true), new Argument("do", ArgumentKind.Code))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        while (call.Scope.Returned is null && Operations.IsTrue(await call.RequiredAsync("condition", ct)))
        {
            ct.ThrowIfCancellationRequested();
            await call.RunCodeAsync("do", ct);
        }
        return Nil.Value;
    }
}
