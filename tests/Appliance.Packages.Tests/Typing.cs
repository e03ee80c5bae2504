using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Sdk.Access;

namespace Appliance.Packages.Tests;

/// <summary>Lines typed at the console of a router.</summary>
internal static class Typing
{
    /// <summary>What the console shows.</summary>
    public static Task<string> TypeAsync(this Router router, params string[] lines) => TypeAsync(router, 80, lines);

    /// <summary>What the console shows; no line may fail.</summary>
    public static async Task<string> RunAsync(this Router router, params string[] lines)
    {
        using var screen = new StringWriter();
        (await RunAsync(router, lines, screen, width: 200)).ShouldBeTrue(screen.ToString());
        return screen.ToString();
    }

    private static async Task<string> TypeAsync(Router router, int width, string[] lines)
    {
        using var screen = new StringWriter();
        await RunAsync(router, lines, screen, width);
        return screen.ToString();
    }

    private static async Task<bool> RunAsync(Router router, string[] lines, StringWriter screen, int width)
    {
        using var script = new StringReader(string.Join('\n', lines));
        return await new ScriptRunner(router.OpenSession(new Login("admin")), script, screen, width).RunAsync(CancellationToken.None);
    }
}
