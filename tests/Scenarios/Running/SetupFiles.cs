using System.Diagnostics;

namespace Scenarios.Running;

/// <summary>Files that a story finds in the router's store: <c>file ros1.img 32M</c>, <c>file vmlinuz guest</c>.</summary>
public static class SetupFiles
{
    private static readonly Lazy<Task<string>> s_guest = new(BuildGuestAsync);

    public static async Task PutAsync(SandboxedRouter router, string[] words)
    {
        Directory.CreateDirectory(router.Files);
        var path = Path.Combine(router.Files, words[0]);
        if (words[1] == "guest") File.Copy(Path.Combine(await s_guest.Value, words[0]), path);
        else
        {
            await using var file = File.Create(path);
            file.SetLength(long.Parse(words[1].TrimEnd('M')) << 20);
        }
    }

    private static async Task<string> BuildGuestAsync()
    {
        using var build = Process.Start(new ProcessStartInfo("make", ["-s", "-C", Checkout.Root, "guest"]) { RedirectStandardOutput = true })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.ShouldBe(0, "make guest");
        return output.TrimEnd().Split('\n')[^1];
    }
}
