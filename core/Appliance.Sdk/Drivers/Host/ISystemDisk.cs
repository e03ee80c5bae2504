using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>The software that this router is made of, apart from its packages: for making disks of other routers.</summary>
public interface ISystemDisk
{
    /// <summary>Opens it. Where it must be built first, that takes up to twenty minutes.</summary>
    /// <param name="progress">Told what goes on, a line at a time.</param>
    /// <param name="ct">Ends waiting.</param>
    /// <exception cref="RefusedException">It can not be had; the sentence says what helps.</exception>
    Task<SystemParts> OpenAsync(Action<string> progress, CancellationToken ct);
}
