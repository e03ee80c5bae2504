using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.Loops;

/// <summary>The kernel's loop devices.</summary>
public sealed class LoopDevices : ILoopDevices
{
    /// <inheritdoc/>
    public ILoopDevice Open(string file, bool readOnly)
    {
        try
        {
            return LoopDevice.Open(file, readOnly);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(trouble.Message);
        }
    }

    /// <inheritdoc/>
    public bool IsBound(int number) => LoopDevice.IsBound(number);
}
