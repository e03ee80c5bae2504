namespace Appliance.Imaging.Fat;

/// <summary>A file that a new file system is to have.</summary>
/// <param name="Path">At most one folder; the parts have at most 8 small letters and digits, and 3 more after a dot.</param>
/// <param name="Content">Read from where it stands to its end; its length is known.</param>
public sealed record FatSource(string Path, Stream Content);
