namespace Appliance.Sdk.Drivers.Host;

/// <summary>What a router boots from. Each stream is read once, from its beginning; disposing closes them.</summary>
/// <param name="Kernel">Its length is known.</param>
/// <param name="CommandLine">Of the kernel.</param>
/// <param name="Initrd">Null where the kernel needs none; else its length is known.</param>
/// <param name="System">The read-only file system of all programs; may go on behind its end.</param>
/// <param name="SystemLength">Octets of it.</param>
public sealed record SystemParts(Stream Kernel, string CommandLine, Stream? Initrd, Stream System, long SystemLength) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Kernel.Dispose();
        Initrd?.Dispose();
        System.Dispose();
    }
}
