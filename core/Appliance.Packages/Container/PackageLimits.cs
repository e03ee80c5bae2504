namespace Appliance.Packages.Container;

/// <summary>Sizes beyond which a package is refused before it can fill a disk or the memory.</summary>
internal static class PackageLimits
{
    public const long Packed = 256L << 20;
    public const long Unpacked = 512L << 20;
    public const int Manifest = 1 << 20;
    public const int Files = 4096;
    public const int Directory = 1 << 20;
}
