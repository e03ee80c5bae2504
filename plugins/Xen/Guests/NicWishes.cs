using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Guests;

/// <summary>Which cards the virtual machines are to have, and which of the router's ends are there: reconcilers tell, guests ask.</summary>
public sealed class NicWishes(INetwork network)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ItemId, NicWish> _wishes = [];
    private readonly Dictionary<Ref<VirtualEthernet>, string> _links = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every item was reconciled once: from now on, a card that nobody wishes for is pulled out.</summary>
    public bool Complete { get; private set; }

    public void Set(NicWish wish) => Change(() => _wishes[wish.Id] = wish);

    /// <returns>The wish there was.</returns>
    public NicWish? Drop(ItemId id)
    {
        NicWish? dropped = null;
        Change(() => _wishes.Remove(id, out dropped));
        return dropped;
    }

    /// <summary>The link is there under this name.</summary>
    public void LinkIs(Ref<VirtualEthernet> link, string name) => Change(() => _links[link] = name);

    public void LinkIsGone(Ref<VirtualEthernet> link) => Change(() => _links.Remove(link));

    public void AreComplete() => Change(() => Complete = true);

    public IReadOnlyList<NicWish> Of(ItemId machine)
    {
        lock (_lock) return [.. _wishes.Values.Where(wish => wish.Machine == machine).OrderBy(wish => wish.Id)];
    }

    /// <summary>Who wishes for this link: the virtual machines.</summary>
    public IReadOnlyList<ItemId> MachinesOn(Ref<VirtualEthernet> link)
    {
        lock (_lock) return [.. _wishes.Values.Where(wish => wish.Link == link).Select(wish => wish.Machine).Distinct()];
    }

    /// <summary>The kernel's name of the router's end; null while it is not there.</summary>
    public string? KernelLink(NicWish wish)
    {
        lock (_lock) return !wish.Link.IsNone && _links.TryGetValue(wish.Link, out var name) ? network.Links.Find(name)?.KernelName : null;
    }

    /// <summary>Waits until all these cards can be plugged in, but not for ever: a card that comes later is plugged in then.</summary>
    public Task ReadyAsync(IReadOnlyCollection<ItemId> cards, TimeSpan time, CancellationToken ct) =>
        UntilAsync(() => cards.All(card => _wishes.TryGetValue(card, out var wish) && KernelLink(wish) is not null), time, ct);

    /// <summary>Waits until none of these dynamic links is there, but not for ever.</summary>
    public Task GoneAsync(IReadOnlyCollection<string> links, TimeSpan time, CancellationToken ct) =>
        UntilAsync(() => !links.Any(link => _links.ContainsKey(new Ref<VirtualEthernet>(default, link))), time, ct);

    private async Task UntilAsync(Func<bool> met, TimeSpan time, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(time);
        var late = Task.Delay(Timeout.Infinite, limit.Token);
        while (!late.IsCompleted)
        {
            Task changed;
            lock (_lock)
            {
                if (met()) return;
                changed = _changed.Task;
            }
            await Task.WhenAny(changed, late);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }
}
