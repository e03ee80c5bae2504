using System.Diagnostics;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>How long commands take.</summary>
internal sealed class TimeTaken() : GlobalCommand("time", "returns time taken by command to execute", new Argument("command", ArgumentKind.Code, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await call.RunCodeAsync("command", ct);
        return new Time(clock.Elapsed);
    }
}
