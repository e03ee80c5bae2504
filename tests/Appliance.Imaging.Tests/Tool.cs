using System.Diagnostics;

namespace Appliance.Imaging.Tests;

/// <summary>Debian's own programs for disks, which know the truth.</summary>
internal static class Tool
{
    public static string Run(string program, params string[] arguments) => RunWith("", program, arguments);

    public static string RunWith(string input, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The partition tools are root's, though anybody may use them on files.
            Environment = { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin", ["MTOOLS_SKIP_CHECK"] = "1" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output}{errors.Result}");
        return output;
    }
}
