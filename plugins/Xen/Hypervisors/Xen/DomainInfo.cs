namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>What the hypervisor knows of a domain.</summary>
/// <param name="Id">Its number; the next domain has another one.</param>
/// <param name="Uuid">Ours, the same each time the guest is made.</param>
/// <param name="IsDying">Destroyed, but somebody still holds memory of it.</param>
/// <param name="IsPaused">Does not execute.</param>
/// <param name="Stopped">Why it stopped by itself; null while it has not.</param>
internal readonly record struct DomainInfo(uint Id, Guid Uuid, bool IsDying, bool IsPaused, StopReason? Stopped)
{
    private const uint Dying = 1, Shutdown = 4, Paused = 8;
    private const int ReasonShift = 16;

    public static unsafe DomainInfo Of(XenControl.RawInfo raw) => new(
        raw.Domain, new Guid(new ReadOnlySpan<byte>(raw.Handle, 16), bigEndian: true), (raw.Flags & Dying) != 0, (raw.Flags & Paused) != 0,
        (raw.Flags & Shutdown) != 0 ? (StopReason)(raw.Flags >> ReasonShift & 0xff) : null);
}

/// <summary>SHUTDOWN_* of xen/sched.h.</summary>
internal enum StopReason
{
    PoweredOff = 0,
    Rebooted = 1,
    Suspended = 2,
    Crashed = 3,
    Watchdog = 4,
}
