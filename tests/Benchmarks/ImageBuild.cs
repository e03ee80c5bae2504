using System.Diagnostics;

namespace Appliance.Benchmarks;

/// <summary>What the checkout's <c>image-build</c> makes: the first time a kernel takes long, and comes from the user's cache from then on.</summary>
internal static class ImageBuild
{
    /// <summary>Folder of the checkout.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder that a script names as its last line.</summary>
    public static string Run(string script) => Output(Path.Combine(Root, "image-build", script)).TrimEnd().Split('\n')[^1];

    /// <summary>What a program prints; its progress goes by.</summary>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
        return output;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Appliance.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
