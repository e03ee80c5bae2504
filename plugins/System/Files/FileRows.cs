using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Files;

/// <summary>The file store, read anew for every print.</summary>
public sealed class FileRows(IFileStore files) : IRemovableRows<FileRow>
{
    public IEnumerable<FileRow> Read(IConfigView config) => files.List().Select(file => new FileRow
    {
        Name = file.Path.ToString(),
        Type = TypeOf(file),
        Size = file.IsFolder ? null : file.Size,
        CreationTime = file.Created,
    });

    public string Key(FileRow row) => row.Name;

    public Task<Problem?> RemoveAsync(FileRow row, CancellationToken ct)
    {
        try
        {
            files.Remove(new FilePath(row.Name));
            return Task.FromResult<Problem?>(null);
        }
        catch (RefusedException refusal)
        {
            return Task.FromResult<Problem?>(Problem.Failure(refusal.Message, "name"));
        }
    }

    private static string TypeOf(StoredFile file) => file.IsFolder ? "directory" : Path.GetExtension(file.Path.ToString()).ToLowerInvariant() switch
    {
        "" => "file",
        ".backup" => "backup",
        ".npk" => "package",
        ".rsc" => "script",
        var extension => $"{extension} file",
    };
}
