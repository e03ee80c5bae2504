using Appliance.Engine.Store;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>The folder of installed packages: one <c>.npk</c> each, named as the package. A package is there whole or not at all.</summary>
internal sealed class PackageStore(string folder, TrustedKeys trusted)
{
    private const string Arriving = ".arriving";

    public IReadOnlyList<string> Names()
    {
        Directory.CreateDirectory(folder);
        return [.. Directory.EnumerateFiles(folder, "*.npk").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
    }

    public bool TryOpen(string name, out Npk? package, out Problem? problem)
    {
        if (Npk.TryOpen(PathOf(name), trusted, out package, out problem) && package.Manifest.Name != name)
        {
            problem = Refusal.WrongName(package.Manifest.Name);
            package.Dispose();
            package = null;
        }

        return package is not null;
    }

    /// <summary>Takes a package file in, in place of the one with the same name. After a crash the old or the new one is there.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="digest">What was judged; the file may have been written to since then.</param>
    /// <param name="source">The package file, which stays.</param>
    /// <returns>Null, or why the copy is not the package that was judged.</returns>
    public Problem? Put(string name, string digest, string source)
    {
        Directory.CreateDirectory(folder);
        var arriving = Path.Combine(folder, name + Arriving);
        using (var from = File.OpenRead(source))
        using (var to = new FileStream(arriving, FileMode.Create, FileAccess.Write))
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }

        if (!Npk.TryOpen(arriving, trusted, out var copy, out var problem) || copy.Digest != digest)
        {
            copy?.Dispose();
            File.Delete(arriving);
            return problem ?? Refusal.Incomplete;
        }

        copy.Dispose();
        File.Move(arriving, PathOf(name), overwrite: true);
        Posix.SyncFolder(folder);
        return null;
    }

    public void Remove(string name)
    {
        File.Delete(PathOf(name));
        Posix.SyncFolder(folder);
    }

    /// <summary>Deletes what a crash left half copied.</summary>
    public void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Arriving))
            File.Delete(path);
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".npk");
}
