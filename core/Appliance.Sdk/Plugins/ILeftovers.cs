namespace Appliance.Sdk.Plugins;

/// <summary>
/// Knows what a plugin makes on the machine, and takes away what no item of the configuration stands for: a commit made it that never
/// got to the disk, or a guest ended while no daemon was looking. Asked when all installed packages have joined, so that nothing is
/// taken from one that only comes later.
/// </summary>
public interface ILeftovers
{
    /// <summary>Takes it away. Nothing else is changed on the machine meanwhile.</summary>
    /// <param name="config">The configuration that is on the machine, dynamic items included.</param>
    /// <param name="ct">Ends waiting.</param>
    Task TakeAwayAsync(IConfigView config, CancellationToken ct);
}
