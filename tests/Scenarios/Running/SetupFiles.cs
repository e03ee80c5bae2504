using System.Diagnostics;

namespace Scenarios.Running;

/// <summary>
/// Files that a story finds in the router's store: <c>file ros1.img 32M</c>, <c>file ros1.img 32M loader</c> for a disk that boots, <c>file vmlinuz guest</c>, <c>file xen-3.11.npk product</c>, or
/// <c>file xen-3.11.npk later</c> for the same package built a day later; and packages.
/// </summary>
public static class SetupFiles
{
    private static readonly Lazy<Task<string>> s_guest = new(BuildGuestAsync);

    public static async Task PutAsync(SandboxedRouter router, string[] words)
    {
        Directory.CreateDirectory(router.Files);
        var path = Path.Combine(router.Files, words[0]);
        if (words[1] == "guest") File.Copy(Path.Combine(await s_guest.Value, words[0]), path);
        else if (words[1] == "later") await RepackAsync(router, words[0][..words[0].LastIndexOf('-')]);
        else if (words[1] == "product") File.Copy(Path.Combine(Checkout.Product, "packages", words[0]), path);
        else
        {
            await using var file = File.Create(path);
            file.SetLength(long.Parse(words[1].TrimEnd('M')) << 20);
            if (words.Contains("loader")) file.Write(DiskLoader());
        }
    }

    /// <summary>Builds and packs a package of this checkout, and uploads it: <c>package tests/Samples/Greeting</c>.</summary>
    public static async Task PackAsync(SandboxedRouter router, string folder)
    {
        Directory.CreateDirectory(router.Files);
        var project = Path.Combine(Checkout.Root, folder);
        await DoAsync("dotnet", "build", project, "-c", "Release", "-v", "quiet", "-nologo");
        await DoAsync(Path.Combine(Checkout.Root, "packages/Tool/bin/Release/net10.0/npk"), "build", Path.Combine(project, "package.json"),
            "--configuration", "Release", "--key", Path.Combine(Checkout.Product, "keys", "builder"), "--output", router.Files);
    }

    // The first sector of a disk that a BIOS runs: it stays where it is.
    private static byte[] DiskLoader()
    {
        var sector = new byte[512];
        (sector[0], sector[1], sector[510], sector[511]) = (0xEB, 0xFE, 0x55, 0xAA);
        return sector;
    }

    private static Task RepackAsync(SandboxedRouter router, string package)
    {
        var tomorrow = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds();
        return DoAsync("env", $"SOURCE_DATE_EPOCH={tomorrow}", Path.Combine(Checkout.Root, "packages/Tool/bin/Release/net10.0/npk"), "build",
            Path.Combine(Checkout.Root, "packages", package, "package.json"), "--configuration", "Release",
            "--key", Path.Combine(Checkout.Product, "keys", "builder"), "--output", router.Files);
    }

    private static async Task DoAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
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
