using Appliance.Packages.Container;

namespace Appliance.Packages.Installing;

/// <summary>A sound package that waits to be installed.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Manifest">What it says.</param>
/// <param name="Digest">What was judged; the file may be written to afterwards.</param>
internal sealed record Upload(string Path, PackageManifest Manifest, string Digest)
{
    public string File => System.IO.Path.GetFileName(Path);

    public string Name => Manifest.Name;
}
