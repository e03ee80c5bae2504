namespace Appliance.Imaging.Routers;

/// <summary>A file of an archive.</summary>
/// <param name="Name">At most 100 ASCII characters.</param>
/// <param name="Content">Read from where it stands to its end.</param>
public sealed record RouterFile(string Name, Stream Content)
{
    /// <summary>Octets.</summary>
    public long Length { get; } = Content.Length - Content.Position;
}
