using System.Diagnostics;

namespace Appliance.Daemon.Tests.Running;

/// <summary>Runs programs that tests need.</summary>
internal static class Tool
{
    /// <summary>The checkout.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>What <c>make</c> built.</summary>
    public static string Product => s_product.Value;

    private static readonly Lazy<string> s_product = new(() =>
    {
        Run("make", "-s", "-C", Root, "product");
        return Path.Combine(Root, ".build", "product");
    });

    /// <summary>What it printed; a failure shows what it complained about.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Appliance.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
