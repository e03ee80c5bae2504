using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>Switches the machine, or in a sandbox the service layer, off and on.</summary>
public interface IPower
{
    /// <summary>Orderly restart. Returns at once; the daemon is stopped soon after.</summary>
    Task RebootAsync(CancellationToken ct = default);

    /// <summary>Orderly power-off. Returns at once; the daemon is stopped soon after.</summary>
    Task PowerOffAsync(CancellationToken ct = default);
}
