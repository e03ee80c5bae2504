using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>
/// A virtual machine that is enabled: plugged in, though perhaps switched off. Work on it waits in a queue of its own, so that no
/// other one, and nobody who types, waits for it.
/// </summary>
public sealed partial class Guest(ItemId id, GuestRoom room) : IAsyncDisposable
{
    private static readonly TimeSpan s_cards = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _unplugged = new();
    private IDomain? _domain;
    private Task _watching = Task.CompletedTask;
    private bool _on;
    private volatile bool _forgotten;
    private volatile bool _isAsked;
    private string _state = VmState.Shutdown;

    /// <summary>The record that was ensured last, or with which a start was tried; null before the first look.</summary>
    public VirtualMachine? Record { get; private set; }

    /// <summary>Has a process, or is about to get one: its dynamic interfaces exist.</summary>
    public bool IsOn
    {
        get { lock (_lock) return _on; }
    }

    /// <summary>Off because it could not be started.</summary>
    public bool Failed { get; private set; }

    public string State
    {
        get { lock (_lock) return _state; }
    }

    /// <summary>The console while it runs.</summary>
    public GuestConsole? Console { get; private set; }

    /// <summary>Cards that are plugged in, as the domain remembers them.</summary>
    public IReadOnlyCollection<NicSpec> Nics => _domain?.Nics ?? [];

    /// <summary>Takes over what applies without a restart.</summary>
    public void Configure(VirtualMachine record)
    {
        var before = Record;
        Record = record;
        if (_domain is not { } domain) return;
        Console?.Listen(record.ConsoleTelnetPort, record.Name);
        if (before?.Weight != record.Weight && domain.Spec.Weight != record.Weight) _ = Enqueue(() => domain.SetWeightAsync(record.Weight, _unplugged.Token));
    }

    /// <summary>Off, and not because somebody types now.</summary>
    public void StayOff(string state, bool failed)
    {
        lock (_lock) (_on, _state) = (false, state);
        Failed = failed;
        room.Marks.Set(id, state);
    }

    /// <summary>Off until it is its turn to start; a daemon that is killed meanwhile leaves the next one to do that.</summary>
    public void AwaitTurn()
    {
        lock (_lock) _state = VmState.Waiting;
    }

    /// <summary>Switches it on; returns at once. The task ends when the guest executes.</summary>
    /// <param name="spec">What to run.</param>
    /// <param name="cards">Cards that should be there from the start.</param>
    /// <exception cref="RefusedException">From the task: it could not be started.</exception>
    public Task PowerOn(DomainSpec spec, IReadOnlyCollection<ItemId> cards)
    {
        lock (_lock)
        {
            if (_on) return Task.CompletedTask;
            (_on, _state) = (true, VmState.Starting);
        }
        (Failed, _isAsked) = (false, false);
        room.Marks.Clear(id);
        Tell();
        return Enqueue(() => StartAsync(spec, cards));
    }

    /// <summary>Goes on with a guest that an earlier daemon started.</summary>
    public async Task AdoptAsync(IDomain domain)
    {
        if (domain.Ended.IsCompleted)
        {
            StayOff(VmState.Shutdown, failed: false);
            await domain.DisposeAsync();
            return;
        }
        lock (_lock) (_on, _state) = (true, domain.Paused ? VmState.Starting : VmState.Running);
        await TakeAsync(domain);
    }

    /// <summary>
    /// All wishes are known: the guest gets its cards, and one that does not execute yet does, because an earlier daemon had not come to that,
    /// or because it restarted itself.
    /// </summary>
    public Task GoOn() => _domain is not { } domain ? Task.CompletedTask : Enqueue(async () =>
    {
        await domain.Ready;
        // The router's ends may be on their way back.
        if (domain.Paused) await room.Wishes.ReadyAsync([.. room.Wishes.Of(id).Select(wish => wish.Id)], s_cards, _unplugged.Token);
        await SyncCardsAsync();
        if (!domain.Paused || domain.Ended.IsCompleted) return;
        await TryAsync(() => domain.ResumeAsync(_unplugged.Token));
        Become(domain, VmState.Running);
    });

    /// <summary>Pulls the power plug; returns when nothing is left of the guest.</summary>
    public async Task UnplugAsync()
    {
        await _unplugged.CancelAsync();
        await Enqueue(() => _domain?.DestroyAsync() ?? Task.CompletedTask);
        await _watching;
        room.Marks.Clear(id);
        room.Images.Release(id);
    }

    /// <summary>Brings the cards of a running guest into line with the wishes.</summary>
    public Task SyncCards() => _domain is null ? Task.CompletedTask : Enqueue(SyncCardsAsync);

    /// <summary>Forgets the guest; it runs on, and one that is just being started is left as far as it has come.</summary>
    public async ValueTask DisposeAsync()
    {
        _forgotten = true;
        await _unplugged.CancelAsync();
        await Enqueue(() => Task.CompletedTask);
        if (Console is not null) await Console.DisposeAsync();
        if (_domain is not null) await _domain.DisposeAsync();
    }

    private async Task StartAsync(DomainSpec spec, IReadOnlyCollection<ItemId> cards)
    {
        IDomain? domain = null;
        try
        {
            // The last one's files are gone then.
            await _watching;
            _unplugged.Token.ThrowIfCancellationRequested();
            domain = await room.Hypervisor.CreateAsync(spec, CancellationToken.None);
            await TakeAsync(domain);
            await room.Wishes.ReadyAsync(cards, s_cards, _unplugged.Token);
            await SyncCardsAsync();
            await domain.ResumeAsync(_unplugged.Token);
            Become(domain, VmState.Running);
            room.Log.LogInformation("{Machine} started", Record?.Name ?? spec.Name);
        }
        catch (OperationCanceledException)
        {
            if (!_forgotten) await AbandonAsync(domain, VmState.Shutdown);
        }
        catch (DomainFailedException failure)
        {
            await AbandonAsync(domain, failure.State);
            Failed = true;
            room.Log.LogError("{Reason}", failure.Message);
            throw new RefusedException(failure.Message);
        }
        catch
        {
            await AbandonAsync(domain, VmState.FailedToStart);
            throw;
        }
    }

    private async Task AbandonAsync(IDomain? domain, string state)
    {
        lock (_lock) (_domain, _on, _state) = (null, false, state);
        if (domain is not null) await domain.DestroyAsync();
        await _watching;
        if (domain is not null) await domain.DisposeAsync();
        room.Images.Release(id);
        room.Marks.Set(id, state);
        Tell();
    }

    private async Task TakeAsync(IDomain domain)
    {
        lock (_lock) _domain = domain;
        domain.Rebooted += () =>
        {
            room.Log.LogInformation("{Machine} restarted itself", Record?.Name ?? domain.Spec.Name);
            _ = GoOn();
        };
        if (domain.Spec.Image is { } image) room.Images.Claim(image, id);
        Console = new GuestConsole(await domain.OpenConsoleAsync(_unplugged.Token), room.Log);
        if (Record is { } record) Console.Listen(record.ConsoleTelnetPort, record.Name);
        _watching = WatchAsync(domain, Console);
    }

    private async Task WatchAsync(IDomain domain, GuestConsole console)
    {
        var end = await domain.Ended;
        bool byItself;
        lock (_lock)
        {
            byItself = _domain == domain;
            if (byItself) (_domain, _on, _state) = (null, false, end == DomainEnd.Crashed ? VmState.Crashed : VmState.Shutdown);
        }
        Console = null;
        // Before it is forgotten: a daemon that is killed in between must not take it for one that was never started.
        if (byItself && !_unplugged.IsCancellationRequested) room.Marks.Set(id, State);
        await console.DisposeAsync();
        await domain.DisposeAsync();
        if (!byItself) return;
        room.Images.Release(id);
        var name = Record?.Name ?? domain.Spec.Name;
        if (end == DomainEnd.Crashed) room.Log.LogError("{Machine} crashed", name);
        else room.Log.LogInformation("{Machine} {What}", name, end == DomainEnd.PoweredOff ? "shut down" : "switched off");
        Tell();
        if (!_isAsked && !_unplugged.IsCancellationRequested) room.EndedByItself?.Invoke(id, end);
    }

    private void Become(IDomain domain, string state)
    {
        lock (_lock)
        {
            if (_domain == domain) _state = state;
        }
    }

    // Dynamic interfaces come and go with the guest.
    private void Tell()
    {
        foreach (var wish in room.Wishes.Of(id)) room.Attention.Needs<VmInterface>(wish.Id);
    }

    private async Task Enqueue(Func<Task> work)
    {
        await Task.Yield();
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
