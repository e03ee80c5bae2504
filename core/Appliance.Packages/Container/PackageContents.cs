using System.IO.Compression;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>Compares what is in the zip with what the manifest says.</summary>
internal static class PackageContents
{
    private static readonly string s_sdk = typeof(IPlugin).Assembly.GetName().Name!;

    public static Problem? Check(ZipArchive zip, PackageManifest manifest) =>
        CheckNames(zip, manifest) ?? Present(zip, manifest).Select(file => CheckFile(zip, manifest, file)).FirstOrDefault(problem => problem is not null);

    /// <summary>The files that are in it: all, but in a copy for guests.</summary>
    public static IEnumerable<PackagedFile> Present(ZipArchive zip, PackageManifest manifest) => manifest.Files.Where(file => zip.GetEntry(file.Path) is not null);

    private static Problem? CheckNames(ZipArchive zip, PackageManifest manifest)
    {
        var named = manifest.Files.Select(file => file.Path).Append(PackagePaths.Manifest).Append(PackagePaths.Signature).ToHashSet();
        foreach (var entry in zip.Entries)
        {
            if (!PackagePaths.StaysInside(entry.FullName))
                return Refusal.Outside(entry.FullName);
            if (!named.Remove(entry.FullName))
                return Refusal.UnknownFile(entry.FullName);
        }

        named.ExceptWith(manifest.Files.Where(file => file.MachinesOnly).Select(file => file.Path));
        return named.Count == 0 ? null : Refusal.MissingFile(named.Order(StringComparer.Ordinal).First());
    }

    private static Problem? CheckFile(ZipArchive zip, PackageManifest manifest, PackagedFile file)
    {
        var isAssembly = file.Path.StartsWith("plugins/", StringComparison.Ordinal) && file.Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        using var copy = isAssembly ? new MemoryStream() : Stream.Null;
        using (var content = new VerifiedContent(zip, file))
        {
            if (content.CopyTo(copy) is { } problem)
                return problem;
        }

        copy.Position = 0;
        if (!isAssembly || AssemblyIdentity.Read(copy) is not { } assembly)
            return null;
        if (assembly.Name == s_sdk)
            return Refusal.OwnSdk(file.Path, s_sdk);

        // The manifest is only as right as the tool that wrote it; the loader would go by the reference.
        var lies = assembly.References.TryGetValue(s_sdk, out var contract) && contract.Major != manifest.Contract;
        return lies ? Refusal.BadManifest($"{file.Path} was built for contract {contract!.Major}") : null;
    }
}
