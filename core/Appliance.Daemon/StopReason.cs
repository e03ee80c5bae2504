namespace Appliance.Daemon;

/// <summary>Why the daemon stops; the number is its exit status, by which the supervisor knows what comes next.</summary>
public enum StopReason
{
    /// <summary>The daemon alone is started again; guests go on.</summary>
    Restart = 0,

    /// <summary>The machine, or in a sandbox the service layer, starts anew.</summary>
    Reboot = 64,

    /// <summary>The machine is switched off.</summary>
    PowerOff = 65,
}
