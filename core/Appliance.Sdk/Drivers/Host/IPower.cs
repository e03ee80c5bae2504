namespace Appliance.Sdk.Drivers.Host;

/// <summary>Switches the machine, or in a sandbox the service layer, off and on.</summary>
public interface IPower
{
    /// <summary>Orderly restart. Returns at once; the daemon is stopped soon after.</summary>
    Task RebootAsync(CancellationToken ct = default);

    /// <summary>Orderly power-off. Returns at once; the daemon is stopped soon after.</summary>
    Task PowerOffAsync(CancellationToken ct = default);

    /// <summary>
    /// Runs the handler before the machine goes down, whoever asked for it; the machine waits for all handlers, but not for ever.
    /// A mere restart of the daemon does not run it: guests go on then. Dispose the result when the plugin stops.
    /// </summary>
    /// <param name="handler">Gets what was asked for, and a token that is cancelled when time is up.</param>
    IDisposable BeforeDown(Func<PowerRequest, CancellationToken, Task> handler);
}

/// <summary>What was asked for.</summary>
public enum PowerRequest
{
    /// <summary>Down and up again.</summary>
    Reboot,

    /// <summary>Down.</summary>
    PowerOff,
}
