using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Prints a value.</summary>
internal sealed class Put() : GlobalCommand("put", "prints argument on the screen", new Argument("message", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var message = await call.RequiredAsync("message", ct);
        call.Session.Terminal.Out.Write(message.Text + "\n");
        return message;
    }
}
