using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Files;

/// <summary>A file or a folder of the router.</summary>
[Menu("/file", ReadOnly = true, Removable = true), Help("Local router file storage")]
public sealed record FileRow : NamedItem
{
    [State, Brief, Help("Kind of file")] public string Type { get; init; } = "";

    [State, Brief, Help("Size in octets")] public long? Size { get; init; }

    [State, Brief, Help("When the file was made")] public DateTime CreationTime { get; init; }
}
