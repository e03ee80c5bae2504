using System.Text.Json.Serialization;

namespace Appliance.Packages.Container;

/// <summary>A file inside a package.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Size">Octets when unpacked.</param>
/// <param name="Sha256">Of the unpacked content, in lower-case hexadecimal.</param>
/// <param name="MachinesOnly">Whether it is of use on a machine only: copies of the package for guests may be without it.</param>
public sealed record PackagedFile(string Path, long Size, string Sha256, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool MachinesOnly = false);
