using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Archive;

/// <summary>Backups of the router's configuration.</summary>
/// <param name="router">Whose.</param>
/// <param name="store">Takes what is brought back.</param>
public sealed class ConfigurationArchive(Router router, IStore store) : IConfigurationArchive
{
    public async Task SaveAsync(Stream to, string? password, CancellationToken ct)
    {
        var configuration = await router.CaptureAsync(ct);
        // Making a key of a password is meant to take long.
        var file = await Task.Run(() => BackupFile.Write(configuration, password), ct);
        await to.WriteAsync(file, ct);
    }

    public async Task<ArchivedConfiguration> OpenAsync(Stream from, string? password, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await from.CopyToAsync(file, ct);
        return await Task.Run(() => Open(file.ToArray(), password), ct);
    }

    public async Task ResetAsync(Func<string, bool> keep, CancellationToken ct)
    {
        var all = await router.CaptureAsync(ct);
        store.ReplaceAtNextLoad(all with
        {
            Items = [.. all.Items.Where(item => keep(item.Menu))],
            LastIds = all.LastIds.Where(last => keep(last.Key)).ToDictionary(),
        });
    }

    private ArchivedConfiguration Open(byte[] file, string? password)
    {
        try
        {
            var configuration = BackupFile.Read(file, password);
            return new(null, false, () => Task.Run(() => Restore(configuration)));
        }
        catch (PasswordNeededException)
        {
            return new(Problem.Failure("password is needed"), true, null);
        }
        catch (InvalidDataException bad)
        {
            return new(Problem.Failure(bad.Message), false, null);
        }
    }

    private void Restore(StoredConfiguration configuration) => store.ReplaceAtNextLoad(configuration);
}
