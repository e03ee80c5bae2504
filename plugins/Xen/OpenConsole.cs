using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>Connects the terminal with a guest's console.</summary>
[Help("Open the console of a virtual machine; Ctrl-A Q leaves it"), Needs(Policy.Write)]
public sealed class OpenConsole(GuestList guests) : ICommand
{
    [Unnamed, Help("Virtual machine")] public required Ref<VirtualMachine> Number { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (context.Config.Resolve(Number) is not { } machine) return new Problem("no such item");
        if (guests.Find(machine.Id)?.Console is not { } console) return Problem.Failure($"virtual machine {machine.Name} is not running");
        using var session = console.TryOpen(context.Login.User);
        if (session is null) return Problem.Failure($"console of {machine.Name} is in use by {console.User ?? "somebody else"}");
        context.WriteLine("[Ctrl-A is the prefix key]");
        await context.AttachAsync((terminal, stop) => AttachAsync(terminal, session, stop), ct);
        context.WriteLine("");
        return null;
    }

    private static async Task AttachAsync(Stream terminal, ConsoleSession session, CancellationToken ct)
    {
        while (session.Output.TryRead(out var history)) await terminal.WriteAsync(history, ct);
        await terminal.FlushAsync(ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = ReadAsync(terminal, session, over.Token);
        var writing = WriteAsync(terminal, session, over.Token);
        await Task.WhenAny(reading, writing);
        await over.CancelAsync();
        foreach (var end in new[] { reading, writing }) await end.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static async Task ReadAsync(Stream terminal, ConsoleSession session, CancellationToken ct)
    {
        var (buffer, prefix) = (new byte[1024], new PrefixKey());
        while (await terminal.ReadAsync(buffer, ct) is > 0 and var count)
        {
            var (keys, leave) = prefix.Filter(buffer.AsSpan(0, count));
            await session.TypeAsync(keys, ct);
            if (leave) return;
        }
    }

    private static async Task WriteAsync(Stream terminal, ConsoleSession session, CancellationToken ct)
    {
        await foreach (var output in session.Output.ReadAllAsync(ct))
        {
            await terminal.WriteAsync(output, ct);
            await terminal.FlushAsync(ct);
        }
    }
}
