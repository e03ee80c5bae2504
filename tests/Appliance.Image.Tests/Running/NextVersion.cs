using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Scenarios.Running;

namespace Appliance.Image.Tests.Running;

/// <summary>The file that upgrades a machine to this checkout's software under another number.</summary>
internal static class NextVersion
{
    private static readonly TrustedKeys s_trusted = TrustedKeys.Read(Path.Combine(Checkout.Product, "keys", "trusted"));

    /// <param name="version">The number.</param>
    /// <param name="root">A root in place of this checkout's.</param>
    public static byte[] Make(string version, byte[]? root = null)
    {
        var folder = Path.Combine(Checkout.Root, ".build", "tests", "upgrade");
        using var software = Open(Tool.Run(Path.Combine(Checkout.Root, "image-build", "upgrade", "build.sh"), folder, "slim"));
        return Pack(software.Manifest, version, path => path == "system.squashfs" && root is not null ? root
            : path.StartsWith("packages/", StringComparison.Ordinal) ? Renumbered(Content(software, path), version)
            : Content(software, path));
    }

    private static byte[] Renumbered(byte[] package, string version)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, package);
            using var opened = Open(file);
            return Pack(opened.Manifest, version, path => Content(opened, path));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Pack(PackageManifest manifest, string version, Func<string, byte[]> content)
    {
        using var key = SigningKey.Read(Path.Combine(Checkout.Product, "keys", "builder"));
        using var zip = new MemoryStream();
        NpkWriter.Write(zip, manifest with { Version = version }, manifest.Files.ToDictionary(file => file.Path, file => content(file.Path)), key, manifest.Files.Where(file => file.MachinesOnly).Select(file => file.Path).ToHashSet());
        return zip.ToArray();
    }

    internal static Npk Open(string path) => Npk.TryOpen(path, s_trusted, out var package, out var problem) ? package : throw new InvalidOperationException(problem.Sentence);

    private static byte[] Content(Npk package, string path)
    {
        using var content = new MemoryStream();
        package.Copy(package.Manifest.Files.Single(file => file.Path == path), content);
        return content.ToArray();
    }
}
