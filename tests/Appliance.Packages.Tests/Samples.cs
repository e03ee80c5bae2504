namespace Appliance.Packages.Tests;

/// <summary>The sample plugins' source folder, found from this test's own build folder.</summary>
internal static class Samples
{
    // bin/<configuration>/net10.0 of this project
    private static readonly DirectoryInfo s_output = new(AppContext.BaseDirectory.TrimEnd('/'));

    public static string Folder { get; } = Path.Combine(s_output.Parent!.Parent!.Parent!.Parent!.FullName, "Samples");

    public static string Configuration { get; } = s_output.Parent!.Name;
}
