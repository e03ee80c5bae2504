using Appliance.Packages.Container;
using Appliance.Packages.Signing;

namespace Appliance.Packages.Installing;

/// <summary>Package files that wait to be installed: what an administrator put into the file store, and what the router was made with.</summary>
internal sealed class UploadedPackages(TrustedKeys trusted)
{
    /// <summary>The sound ones of these folders; of the others it is said why they are none.</summary>
    public (IReadOnlyList<Upload> Sound, IReadOnlyList<Refused> Refused) Read(IEnumerable<string> folders)
    {
        var (sound, refused) = (new List<Upload>(), new List<Refused>());
        foreach (var path in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.npk").Order(StringComparer.Ordinal)))
        {
            if (Npk.TryOpen(path, trusted, out var package, out var problem))
            {
                using (package)
                    sound.Add(new Upload(path, package.Manifest, package.Digest));
            }
            else
                refused.Add(Refused.Install(Path.GetFileName(path), problem));
        }

        return (sound, refused);
    }
}
