using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Backups;

/// <summary>A disk that refuses is no fault of the router's: the person is told.</summary>
internal static class StoreTrouble
{
    /// <exception cref="RefusedException">The disk's sentence.</exception>
    public static async Task ShownAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(trouble.Message);
        }
    }
}
