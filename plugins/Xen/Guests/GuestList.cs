using System.Collections.Concurrent;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>The virtual machines that are enabled. The first who asks has those found that an earlier daemon left running.</summary>
public sealed class GuestList : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ItemId, Guest> _guests = new();
    private readonly GuestRoom _room;
    private readonly Lazy<Task> _adoption;

    public GuestList(GuestRoom room)
    {
        _room = room;
        _adoption = new Lazy<Task>(AdoptAsync);
    }

    public IEnumerable<Guest> All => _guests.Values;

    /// <summary>Complete when the guests of an earlier daemon are known.</summary>
    public Task Adopted => _adoption.Value;

    public Guest? Find(ItemId machine) => _guests.GetValueOrDefault(machine);

    public Guest Get(ItemId machine) => _guests.GetOrAdd(machine, id => new Guest(id, _room));

    /// <summary>Switches a virtual machine off for good, in the manner given, and forgets it.</summary>
    public async Task RemoveAsync(ItemId machine)
    {
        _room.Marks.Clear(machine);
        if (!_guests.TryRemove(machine, out var guest)) return;
        await guest.UnplugAsync();
        await guest.DisposeAsync();
    }

    /// <summary>Every item was reconciled once: guests and cards that nobody claimed are left over from a change that was never stored.</summary>
    public async Task SettleAsync()
    {
        await Adopted;
        _room.Wishes.AreComplete();
        foreach (var (machine, guest) in _guests)
        {
            if (guest.Record is null) await RemoveAsync(machine);
            else _ = guest.GoOn();
        }
    }

    /// <summary>Shuts all guests down at the same time.</summary>
    public Task ShutdownAsync(CancellationToken ct) => Task.WhenAll(All.Select(guest => guest.ShutdownAsync(ct)));

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in All) await guest.DisposeAsync();
    }

    private async Task AdoptAsync()
    {
        foreach (var domain in await _room.Hypervisor.FindAsync(CancellationToken.None))
        {
            if (!uint.TryParse(domain.Spec.Key, System.Globalization.NumberStyles.HexNumber, null, out var number)) continue;
            try
            {
                await Get(new ItemId(number)).AdoptAsync(domain);
            }
            catch (Exception error) when (error is DomainFailedException or IOException or System.Net.Sockets.SocketException)
            {
                _room.Log.LogError("{Machine} could not be taken over: {Error}", domain.Spec.Name, error.Message);
            }
        }
    }
}
