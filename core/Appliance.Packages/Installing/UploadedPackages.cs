using Appliance.Packages.Container;
using Appliance.Packages.Loading;
using Appliance.Packages.Signing;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Installing;

/// <summary>Installs what an administrator put into the router's file store. What is refused stays there, with a line in the log.</summary>
internal sealed class UploadedPackages(string folder, PackageStore store, TrustedKeys trusted, PackageTarget target, ILogger log)
{
    private sealed record Upload(string Path, PackageManifest Manifest, string Digest)
    {
        public string File => System.IO.Path.GetFileName(Path);
    }

    public void Install()
    {
        var uploads = Newest(Sound());
        if (uploads.Count == 0)
            return;
        var fitting = Fitting(uploads, Installed()).ToDictionary(upload => upload.Manifest.Name);
        foreach (var upload in LoadOrder.Of(fitting.ToDictionary(each => each.Key, each => each.Value.Manifest)).Select(manifest => fitting[manifest.Name]))
        {
            try
            {
                Take(upload);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                Refuse(upload.File, trouble.Message);
            }
        }
    }

    private void Take(Upload upload)
    {
        if (store.Put(upload.Manifest.Name, upload.Digest, upload.Path) is { } problem)
        {
            Refuse(upload.File, problem.Sentence);
            return;
        }

        File.Delete(upload.Path);
        log.LogInformation("installed {Package}", upload.Manifest.ToString());
    }

    private List<Upload> Sound()
    {
        var sound = new List<Upload>();
        if (!Directory.Exists(folder))
            return sound;
        foreach (var path in Directory.EnumerateFiles(folder, "*.npk").Order(StringComparer.Ordinal))
        {
            if (Npk.TryOpen(path, trusted, out var package, out var problem))
            {
                using (package)
                    sound.Add(new Upload(path, package.Manifest, package.Digest));
            }
            else
                Refuse(Path.GetFileName(path), problem.Sentence);
        }

        return sound;
    }

    private List<Upload> Newest(List<Upload> uploads)
    {
        var newest = new List<Upload>();
        foreach (var same in uploads.GroupBy(upload => upload.Manifest.Name))
        {
            var best = same.MaxBy(upload => upload.Manifest.BuildTime)!;
            newest.Add(best);
            foreach (var older in same.Where(upload => upload != best))
                Refuse(older.File, Refusal.Newer(best.File).Sentence);
        }

        return newest;
    }

    private Dictionary<string, PackageManifest> Installed()
    {
        var installed = new Dictionary<string, PackageManifest>();
        foreach (var name in store.Names())
        {
            if (store.TryOpen(name, out var package, out _))
            {
                using (package)
                    installed[name] = package!.Manifest;
            }
        }

        return installed;
    }

    // A refusal may take the ground from under another upload, so the rest is judged again until all fit.
    private List<Upload> Fitting(List<Upload> uploads, Dictionary<string, PackageManifest> installed)
    {
        while (true)
        {
            var together = new Dictionary<string, PackageManifest>(installed);
            foreach (var upload in uploads)
                together[upload.Manifest.Name] = upload.Manifest;

            var refused = uploads.Select(upload => (upload, problem: InstallRules.Check(upload.Manifest, target, together))).Where(each => each.problem is not null).ToList();
            if (refused.Count == 0)
                return uploads;
            foreach (var (upload, problem) in refused)
                Refuse(upload.File, problem!.Sentence);
            uploads = [.. uploads.Except(refused.Select(each => each.upload))];
        }
    }

    private void Refuse(string file, string reason) => log.LogError("can not install {File}: {Reason}", file, reason);
}
