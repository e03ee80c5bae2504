namespace Appliance.Packages.Container;

/// <summary>What a package says about itself; the signature covers it, and its hashes cover every other file.</summary>
public sealed record PackageManifest
{
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required string Description { get; init; }

    /// <summary>Contract version: the major version of the SDK that its plugins were built against.</summary>
    public required int Contract { get; init; }

    /// <summary>RouterOS's word for the processor, such as <c>x86</c>.</summary>
    public required string Architecture { get; init; }

    public required DateTimeOffset BuildTime { get; init; }

    /// <summary>Names of packages that must be installed too.</summary>
    public required IReadOnlyList<string> Depends { get; init; }

    public required IReadOnlyList<PackagedPlugin> Plugins { get; init; }

    /// <summary>All files but the manifest and its signature; filled in by the writer.</summary>
    public required IReadOnlyList<PackagedFile> Files { get; init; }

    /// <summary>As the log writes it: <c>xen-3.11</c>.</summary>
    public override string ToString() => $"{Name}-{Version}";
}
