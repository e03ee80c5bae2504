namespace Appliance.Packages.Tests;

/// <summary>Source folders, found from this test's own build folder.</summary>
internal static class Samples
{
    // bin/<configuration>/net10.0 of this project
    private static readonly DirectoryInfo s_output = new(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>Of the sample plugins.</summary>
    public static string Folder { get; } = Path.Combine(s_output.Parent!.Parent!.Parent!.Parent!.FullName, "Samples");

    /// <summary>Of the packages that the router is made with.</summary>
    public static string Packages { get; } = Path.Combine(Folder, "../../packages");

    public static string Configuration { get; } = s_output.Parent!.Name;
}
