using Appliance.Packages.Container;

namespace Appliance.Packages.Installing;

/// <summary>What is to be done to the installed packages, decided before any of it is.</summary>
internal sealed record InstallPlan
{
    /// <summary>Names of packages that go, with the reason where nobody asked for it: another version of <c>system</c> comes.</summary>
    public required IReadOnlyList<(string Name, string Reason)> Remove { get; init; }

    /// <summary>Uploads that come, dependencies first.</summary>
    public required IReadOnlyList<Upload> Put { get; init; }

    public required IReadOnlyList<string> Disable { get; init; }

    public required IReadOnlyList<string> Enable { get; init; }

    public required IReadOnlyList<Refused> Refused { get; init; }

    public static IReadOnlyList<Upload> InOrder(IReadOnlyDictionary<string, Upload> uploads) =>
        [.. Loading.LoadOrder.Of(uploads.ToDictionary(each => each.Key, each => each.Value.Manifest)).Select(manifest => uploads[manifest.Name])];
}
