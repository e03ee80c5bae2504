using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:local name value</c>.</summary>
internal sealed class Local() : GlobalCommand("local", "set value of local variable",
    new Argument("name", ArgumentKind.NewVariable, IsUnnamed: true), new Argument("value", ArgumentKind.Value, IsUnnamed: true), new Argument("do", ArgumentKind.Function))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var value = await call.ValueAsync(call.Has("do") ? "do" : "value", ct);
        foreach (var name in (await call.RequiredAsync("name", ct)).Text.Split(',')) call.Scope.Declare(name, value);
        return Nil.Value;
    }
}
