using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Appliance.Image.Tests.Running.LongestFirst))]

namespace Appliance.Image.Tests.Running;

/// <summary>Tests that boot often come first, so that no processor waits for the last of them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long = [nameof(Domain0Tests), nameof(SystemUpgradeTests), nameof(GuestEditionTests)];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(s_long, name => collection.TestCollectionDisplayName.Contains(name)) is var place and >= 0 ? place : s_long.Length)];
}
