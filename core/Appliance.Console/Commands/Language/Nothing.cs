using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Does nothing and is worth nothing.</summary>
internal sealed class Nothing() : GlobalCommand("nothing", "do nothing and return nothing")
{
    public override ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => new(Nil.Value);
}
