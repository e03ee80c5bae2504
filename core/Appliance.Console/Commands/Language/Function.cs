using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>A command that only turns a value into another one.</summary>
internal sealed class Function(string name, string help, Func<Value, Value> compute) : GlobalCommand(name, help, new Argument("value", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => compute(await call.ValueAsync("value", ct));
}
