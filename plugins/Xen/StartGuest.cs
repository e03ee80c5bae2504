using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>Starts virtual machines that are enabled and shut down.</summary>
[Help("Start virtual machines"), Needs(Policy.Write)]
public sealed class StartGuest(GuestList guests, GuestStart start) : ICommand
{
    [Unnamed, Items, Help("Virtual machines")] public required IReadOnlyList<Ref<VirtualMachine>> Numbers { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        foreach (var number in Numbers)
        {
            if (context.Config.Resolve(number) is not { } machine) return new Problem("no such item");
            if (machine.Disabled || guests.Find(machine.Id) is not { } guest) return Problem.Failure($"virtual machine {machine.Name} is disabled");
            if (guest.IsOn) return Problem.Failure($"virtual machine {machine.Name} is already running");
            try
            {
                await start.PowerOn(machine, guest, context.Config).WaitAsync(ct);
            }
            catch (RefusedException refused)
            {
                return Problem.Failure(refused.Message);
            }
        }
        await context.CommitAsync(_ => [], ct); // the engine is done then with the interfaces that came of it
        return null;
    }
}
