using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Host;

/// <summary>A machine that starts when it is told to, with a hypervisor that comes up or does not.</summary>
public sealed class SimulatedBootConfiguration : IBootConfiguration
{
    private byte[] _hypervisor = [];
    private int? _limit;
    private bool _gaveUp;

    public bool Usable { get; set; } = true;

    public bool Beneath { get; private set; }

    public int? LimitInForce { get; private set; }

    /// <summary>Starts the machine anew.</summary>
    /// <param name="broken">A hypervisor would not come up.</param>
    public void Start(bool broken = false)
    {
        _gaveUp |= broken && _hypervisor.Length > 0;
        Beneath = _hypervisor.Length > 0 && !_gaveUp;
        LimitInForce = Beneath ? _limit : null;
    }

    public Task<bool> GaveUpAsync(CancellationToken ct) => Task.FromResult(_gaveUp);

    public Task<bool> SetHypervisorAsync(ReadOnlyMemory<byte> hypervisor, CancellationToken ct) => Task.FromResult(Change(!hypervisor.Span.SequenceEqual(_hypervisor), () => _hypervisor = hypervisor.ToArray()));

    public Task SetLimitAsync(int? limit, CancellationToken ct)
    {
        Change(limit != _limit, () => _limit = limit);
        return Task.CompletedTask;
    }

    private bool Change(bool differs, Action change)
    {
        if (!Usable) throw new RefusedException("this machine can not begin with a hypervisor");
        if (!differs) return false;
        change();
        _gaveUp = false;
        return true;
    }
}
