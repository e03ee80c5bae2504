using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Appliance.Sdk.Drivers.Host;
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

    /// <summary>The package, or why it can not be used.</summary>
    public (Npk? Package, Problem? Problem) Open(string name) => TryOpen(name, out var package, out var problem) ? (package, null) : (null, problem);

    /// <exception cref="RefusedException">It is not there, or can not be read.</exception>
    public Stream OpenForGuests(string name)
    {
        try
        {
            if (!TryOpen(name, out var package, out var problem)) throw new IOException(problem!.Sentence);
            using (package)
            {
                if (!package!.Files.Any(file => file.MachinesOnly)) return File.OpenRead(PathOf(name));
                var copy = new MemoryStream();
                package.WriteForGuests(copy);
                copy.Position = 0;
                return copy;
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"package {name} can not be read: {trouble.Message}");
        }
    }

    /// <summary>Copies a package file in beside the others; it counts when it is put in place.</summary>
    /// <param name="upload">The file, which stays, and what was judged: it may have been written to since then.</param>
    /// <returns>Null, or why the copy is not the package that was judged.</returns>
    public Problem? Stage(Upload upload)
    {
        Directory.CreateDirectory(folder);
        var arriving = ArrivingOf(upload.Name);
        using (var from = File.OpenRead(upload.Path))
        using (var to = new FileStream(arriving, FileMode.Create, FileAccess.Write))
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }

        if (!Npk.TryOpen(arriving, trusted, out var copy, out var problem)) return problem;
        using (copy) return copy.Digest == upload.Digest ? null : Refusal.Incomplete;
    }

    /// <summary>A package that was copied in takes the place of the one with the same name. After a crash the old or the new one is there.</summary>
    public void Put(string name)
    {
        File.Move(ArrivingOf(name), PathOf(name), overwrite: true);
        DurableFile.SyncFolder(folder);
    }

    public void Remove(string name)
    {
        File.Delete(PathOf(name));
        DurableFile.SyncFolder(folder);
    }

    /// <summary>Deletes what was copied in and not put in place.</summary>
    public void Sweep()
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Arriving))
            File.Delete(path);
    }

    private string ArrivingOf(string name) => Path.Combine(folder, name + Arriving);

    public string PathOf(string name) => PathOf(folder, name);

    /// <summary>Where an installed package is.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(folder, name + ".npk");
}
