using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:global name value</c>; without a value, makes the variable known here.</summary>
internal sealed class Global() : GlobalCommand("global", "set value global variable",
    new Argument("name", ArgumentKind.NewVariable, IsUnnamed: true), new Argument("value", ArgumentKind.Value, IsUnnamed: true), new Argument("do", ArgumentKind.Function))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        foreach (var name in (await call.RequiredAsync("name", ct)).Text.Split(','))
        {
            call.Scope.DeclareGlobal(name);
            if (call.Has("do") || call.Has("value")) call.Scope.Set(name, await call.ValueAsync(call.Has("do") ? "do" : "value", ct));
        }
        return Nil.Value;
    }
}
