using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Waits.</summary>
internal sealed class Delay() : GlobalCommand("delay", "does nothing for a while", new Argument("delay-time", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var time = Conversions.ToTime(call.Has("delay-time") ? await call.ValueAsync("delay-time", ct) : new Num(1));
        if (time is not Time { Span: var span } || span < TimeSpan.Zero || span > TimeSpan.FromDays(24)) throw new CommandFailure("invalid time value for argument delay-time");
        call.Session.Terminal.Out.Flush();
        // The very thing that was asked for.
        await Task.Delay(span, ct);
        return Nil.Value;
    }
}
