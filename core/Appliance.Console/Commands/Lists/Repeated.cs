using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Lists;

/// <summary>Shows something again and again until Ctrl-C.</summary>
internal static class Repeated
{
    public static async ValueTask<Value> RunAsync(Invocation call, TimeSpan interval, Func<ValueTask<Value>> show, CancellationToken ct)
    {
        var terminal = call.Session.Terminal;
        // Nobody would ever end it in a script.
        if (!terminal.Interactive) return await show();
        using var clock = new PeriodicTimer(interval);
        try
        {
            do
            {
                terminal.Out.Write("\x1b[H\x1b[J");
                await show();
                terminal.Out.Write("-- Ctrl-C to quit.");
                terminal.Out.Flush();
            }
            while (await clock.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how it ends, not a failure.
        }
        terminal.Out.Write("\n");
        return Nil.Value;
    }
}
