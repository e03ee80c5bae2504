using System.Diagnostics;

namespace Scenarios.Running;

/// <summary>The project's folder, and what make builds in it.</summary>
public static class Checkout
{
    private static readonly Lazy<string> s_product = new(Build);

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Stories => Path.Combine(Root, "tests", "Scenarios");

    public static string Sandbox => Path.Combine(Root, "core", "Appliance.Daemon", "Sandbox", "sandbox");

    /// <summary>Daemon, client and packages, as <c>make run</c> starts them.</summary>
    public static string Product => s_product.Value;

    private static string Build()
    {
        using var make = Process.Start(new ProcessStartInfo("make", ["-s", "-C", Root, "product"]))!;
        make.WaitForExit();
        make.ExitCode.ShouldBe(0, "make product");
        return Path.Combine(Root, ".build", "product");
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Appliance.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
