namespace Appliance.Packages.Container;

/// <summary>A file inside a package.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Size">Octets when unpacked.</param>
/// <param name="Sha256">Of the unpacked content, in lower-case hexadecimal.</param>
public sealed record PackagedFile(string Path, long Size, string Sha256);
