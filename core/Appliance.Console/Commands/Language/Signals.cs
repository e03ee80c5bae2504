using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Fails with a message.</summary>
internal sealed class Error() : GlobalCommand("error", "make error value", new Argument("message", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => throw new CommandFailure((await call.ValueAsync("message", ct)).Text);
}

/// <summary>Ends a function with a value.</summary>
internal sealed class Return() : GlobalCommand("return", "return value from function", new Argument("value", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => call.Scope.Returned = await call.ValueAsync("value", ct);
}

/// <summary>Waits.</summary>
internal sealed class Delay() : GlobalCommand("delay", "does nothing for a while", new Argument("delay-time", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var time = Conversions.ToTime(call.Has("delay-time") ? await call.ValueAsync("delay-time", ct) : new Num(1));
        if (time is not Time { Span: var span } || span < TimeSpan.Zero || span > TimeSpan.FromDays(24)) throw new CommandFailure("invalid time value for argument delay-time");
        call.Session.Terminal.Out.Flush();
        await Task.Delay(span, ct);
        return Nil.Value;
    }
}

/// <summary>Does nothing and is worth nothing.</summary>
internal sealed class Nothing() : GlobalCommand("nothing", "do nothing and return nothing")
{
    public override ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) => new(Nil.Value);
}

/// <summary>Ends the session.</summary>
internal sealed class Quit() : GlobalCommand("quit", "Quit console")
{
    public override ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        call.Session.IsQuitting = true;
        return new(Nil.Value);
    }
}

/// <summary>How long commands take.</summary>
internal sealed class TimeTaken() : GlobalCommand("time", "returns time taken by command to execute", new Argument("command", ArgumentKind.Code, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await call.RunCodeAsync("command", ct);
        return new Time(clock.Elapsed);
    }
}
