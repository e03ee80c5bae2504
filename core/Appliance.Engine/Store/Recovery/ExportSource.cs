using Appliance.Engine.Store.Export;

namespace Appliance.Engine.Store.Recovery;

/// <summary>The text export as found at start.</summary>
/// <param name="Image">Null where it is missing or damaged.</param>
/// <param name="Notice">Why it is null.</param>
internal sealed record ExportSource(ConfigurationImage? Image, string? Notice)
{
    public static ExportSource Read(StoreFolder folder, NameCache names)
    {
        var name = Path.GetFileName(folder.Export);
        try
        {
            return new ExportSource(ExportFile.Read(folder.Export, names), null);
        }
        catch (FileNotFoundException)
        {
            return new ExportSource(null, $"{name} is missing and is written anew");
        }
        catch (InvalidDataException damage)
        {
            return new ExportSource(null, $"{name} is damaged ({damage.Message}), {KeptAside(folder)} and written anew");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new ExportSource(null, $"{name} cannot be read: {Posix.Reason(trouble)}");
        }
    }

    // A disk that takes nothing is no reason not to start.
    private static string KeptAside(StoreFolder folder)
    {
        try
        {
            return $"is kept as {folder.KeepAside(folder.Export)}";
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return $"cannot be kept aside ({Posix.Reason(trouble)})";
        }
    }
}
