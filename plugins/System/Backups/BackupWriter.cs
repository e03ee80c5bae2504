using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Backups;

/// <summary>Writes a backup into the file store, for nobody but the owner of the machine to read.</summary>
public sealed class BackupWriter(IConfigurationArchive archive, IFileStore files)
{
    public Task WriteAsync(FilePath file, string? password, CancellationToken ct) => files.WriteAsync(file, (stream, token) =>
    {
        if (stream is FileStream made) File.SetUnixFileMode(made.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return archive.SaveAsync(stream, password, token);
    }, ct);
}
