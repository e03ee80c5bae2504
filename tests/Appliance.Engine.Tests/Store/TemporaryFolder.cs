namespace Appliance.Engine.Tests.Store;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("store-").FullName;

    public void CopyTo(string other)
    {
        foreach (var file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("/lock", StringComparison.Ordinal)))
        {
            var target = System.IO.Path.Combine(other, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
