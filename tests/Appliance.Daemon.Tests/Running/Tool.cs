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
        // A socket's folder is the working folder of this process at times, and may be gone: a program without a path would be looked for there.
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/env", [program, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = Root })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Appliance.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
