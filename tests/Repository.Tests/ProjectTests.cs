using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Habits of the solution that a machine can check.</summary>
public sealed partial class ProjectTests
{
    // Tests of several projects together; everything else mirrors one project.
    private static readonly string[] s_together = ["Appliance.Image.Tests", "Benchmarks", "Dom0", "Lab", "Plugins.All.Tests", "Plugins.Network.Tests", "Repository.Tests", "Scenarios", "Torture"];

    [Fact]
    public void The_solution_has_every_project()
    {
        var solution = Checkout.Read("Appliance.sln").Replace('\\', '/');
        Checkout.Projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_file() =>
        Checkout.Projects.Where(project => PackageVersion().IsMatch(Checkout.Read(project))).ShouldBeEmpty();

    [Fact]
    public void Every_test_project_mirrors_a_project()
    {
        var mirrored = Checkout.Projects.Where(project => !IsTest(project)).Select(Name).Concat(s_together).ToHashSet();
        Checkout.Projects.Where(IsTest).Select(Name).Where(name => !mirrored.Contains(name) && !mirrored.Contains(Mirrored(name))).ShouldBeEmpty();
    }

    [Fact]
    public void Plugins_know_nothing_but_the_sdk_and_how_disks_are_laid_out()
    {
        var known = from project in Checkout.Projects
                    where project.StartsWith("plugins/", StringComparison.Ordinal)
                    from Match reference in ProjectReference().Matches(Checkout.Read(project))
                    where !reference.Value.Contains("Appliance.Sdk.csproj", StringComparison.Ordinal) && !reference.Value.Contains("Appliance.Imaging.csproj", StringComparison.Ordinal)
                    select $"{project}: {reference.Value}";
        known.ShouldBeEmpty();
    }

    // Samples are what tests compile, not tests.
    private static bool IsTest(string project) => project.StartsWith("tests/", StringComparison.Ordinal) && !project.StartsWith("tests/Samples/", StringComparison.Ordinal);

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static string Mirrored(string name) => name.Replace(".Tests", "").Replace("Plugins.", "");

    [GeneratedRegex("<PackageReference[^>]*Version=|<Version>.*</Version>\\s*</PackageReference>")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*\"")]
    private static partial Regex ProjectReference();
}
