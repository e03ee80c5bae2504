using System.Diagnostics;
using Scenarios.Running;

namespace Appliance.Image.Tests.Running;

/// <summary>What is built for the tests: the first time a kernel takes long, and comes from the user's cache from then on.</summary>
internal static class Tool
{
    private static readonly Lazy<string> s_parts = new(() => Run(Path.Combine(Checkout.Root, "image-build", "parts.sh")));

    /// <summary>Folder of what a guest's image is made of.</summary>
    public static string Parts => s_parts.Value;

    /// <summary>The last line that a program printed; its progress goes by.</summary>
    public static string Run(string program, params string[] arguments) => Output(program, arguments).TrimEnd().Split('\n')[^1];

    /// <summary>All that a program printed.</summary>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Checkout.Root })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }
}
