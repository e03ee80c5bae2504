using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>Shuts virtual machines down: asks the guest first, as a power button does, and switches it off when it does not obey.</summary>
[Help("Shut virtual machines down"), Needs(Policy.Write)]
public sealed class ShutdownGuest(GuestList guests, NicWishes wishes) : ICommand
{
    private static readonly TimeSpan s_links = TimeSpan.FromSeconds(3);

    [Unnamed, Items, Help("Virtual machines")] public required IReadOnlyList<Ref<VirtualMachine>> Numbers { get; init; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        var problems = await Task.WhenAll(Numbers.Select(number => ShutdownAsync(context.Config.Resolve(number), ct)));
        await context.CommitAsync(_ => [], ct); // the engine is done then with the interfaces that went with the guests
        return problems.FirstOrDefault(problem => problem is not null);
    }

    private async Task<Problem?> ShutdownAsync(VirtualMachine? machine, CancellationToken ct)
    {
        if (machine is null) return new Problem("no such item");
        var links = guests.Find(machine.Id)?.Nics.Select(nic => nic.Link).ToList() ?? [];
        if (guests.Find(machine.Id) is not { } guest || !await guest.ShutdownAsync(ct))
            return Problem.Failure($"virtual machine {machine.Name} is not running");
        await wishes.GoneAsync(links, s_links, ct);
        return null;
    }
}
