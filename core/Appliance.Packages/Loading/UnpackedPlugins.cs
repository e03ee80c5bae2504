using Appliance.Packages.Container;

namespace Appliance.Packages.Loading;

/// <summary>
/// Plugins unpacked for the loader, and the layer of programs where the machine takes one, in a folder named after the package's hash. What is
/// there is checked before it is used again: the folder may be older than the last power cut. What is loaded from elsewhere takes no room here.
/// </summary>
internal sealed class UnpackedPlugins(string root, PrecompiledPlugins precompiled, bool layers)
{
    /// <summary>The folder in which the package's paths are.</summary>
    public string Unpack(Npk package)
    {
        var folder = FolderOf(package);
        var files = package.Files.Where(file => file.Path.StartsWith("plugins/", StringComparison.Ordinal) ? !precompiled.Has(file) : layers && file.Path == PackagePaths.SystemImage).ToList();
        if (Holds(folder, files))
            return folder;

        var arriving = folder + ".arriving";
        Delete(arriving);
        foreach (var file in files)
        {
            var path = Path.Combine(arriving, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var target = File.Create(path);
            package.Copy(file, target);
        }

        Directory.CreateDirectory(arriving);
        Delete(folder);
        Directory.Move(arriving, folder);
        return folder;
    }

    /// <summary>The package's layer of programs; null where it has none, or the machine takes none.</summary>
    public string? LayerOf(Npk package) =>
        layers && package.Files.Any(file => file.Path == PackagePaths.SystemImage) ? Path.Combine(FolderOf(package), PackagePaths.SystemImage) : null;

    /// <summary>Deletes what belongs to none of these packages any more.</summary>
    public void Sweep(IEnumerable<Npk> kept)
    {
        Directory.CreateDirectory(root);
        foreach (var stray in Directory.EnumerateDirectories(root).Except(kept.Select(FolderOf)))
            Delete(stray);
    }

    private string FolderOf(Npk package) => Path.Combine(root, $"{package.Manifest.Name}-{package.Digest[..16]}");

    private static bool Holds(string folder, List<PackagedFile> files)
    {
        if (!Directory.Exists(folder))
            return false;
        var present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).ToHashSet();
        return present.SetEquals(files.Select(file => file.Path)) && files.All(file => Same(Path.Combine(folder, file.Path), file.Sha256));
    }

    private static bool Same(string path, string sha256)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)) == sha256;
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
