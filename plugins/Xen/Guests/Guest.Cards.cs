using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>Plugging cards in and out.</summary>
public sealed partial class Guest
{
    private async Task SyncCardsAsync()
    {
        if (_domain is not { } domain) return;
        var wishes = room.Wishes.Of(id);
        foreach (var nic in domain.Nics)
        {
            var wish = wishes.FirstOrDefault(wish => wish.Key == nic.Key);
            // After a start of the daemon the wishes come one by one; until all are known, a card may still be wished for.
            if (wish is null ? room.Wishes.Complete : !wish.Link.IsNone && (wish.Mac != nic.Mac || wish.LinkToken != nic.Link))
                await TryAsync(() => domain.DetachAsync(nic.Key, _unplugged.Token));
        }
        foreach (var wish in wishes)
        {
            if (domain.Nics.Any(nic => nic.Key == wish.Key) || room.Wishes.KernelLink(wish) is not { } link) continue;
            await TryAsync(() => domain.AttachAsync(new NicSpec(wish.Key, wish.Mac, wish.LinkToken, link), _unplugged.Token));
        }
    }

    private async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (DomainFailedException failure) when (_domain is { Ended.IsCompleted: false })
        {
            room.Log.LogError("{Failure}", failure.Message);
        }
        catch (DomainFailedException)
        {
            // It ended meanwhile, and its cards with it.
        }
    }
}
