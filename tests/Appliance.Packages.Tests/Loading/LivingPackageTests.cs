using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The smallest package on the real engine and the real console, coming and going.</summary>
[Collection(Alone.Name)]
public sealed class LivingPackageTests : IAsyncDisposable
{
    private const int Cycles = 50;

    private readonly Router _engine;
    private readonly WatchedAttachment _attachment;
    private readonly TestRouter _router;

    public LivingPackageTests()
    {
        var log = new LogLines();
        _engine = new Router(new MemoryStore(), network: null, log);
        _attachment = new WatchedAttachment(_engine);
        _router = new TestRouter(_attachment);
    }

    [Fact]
    public async Task The_smallest_package_is_used_at_the_console()
    {
        await StartAsync();
        (await _engine.TypeAsync("/greeting add name=morning text=\"Good morning\" times=2", "/greeting print")).ShouldBe("""
            [admin@MikroTik] > /greeting add name=morning text="Good morning" times=2
            [admin@MikroTik] > /greeting print
            Flags: X - disabled
             #   NAME                             TEXT                            TIMES
             0   morning                          Good morning                    2

            """);
        (await _engine.TypeAsync("/greeting add times=11")).ShouldContain("out of range (1..10)");
    }

    [Fact]
    public async Task Uninstalled_its_menu_is_gone_and_installed_again_its_configuration_is_back()
    {
        await StartAsync();
        await _engine.TypeAsync("/greeting add name=morning", "/greeting add name=evening disabled=yes");
        var before = await _engine.TypeAsync("/greeting print");

        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        (await _engine.TypeAsync("/greeting print")).ShouldContain("bad command name greeting (line 1 column 2)");

        _router.UploadGreeting();
        await _router.RebootAsync();
        (await _engine.TypeAsync("/greeting print")).ShouldBe(before);
    }

    [Fact]
    public async Task Used_and_uninstalled_again_and_again_nothing_of_it_stays_in_memory()
    {
        await StartAsync();
        using var screen = new StringWriter();
        var session = new ConsoleSession(_engine.OpenSession(new Login("admin")), new SilentTerminal(screen));
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            foreach (var line in (string[])["/greeting", "add name=morning", "print", "print detail", "set morning text=Hi", ":put [get morning text]", "find", "remove morning", "/"])
                (await session.ExecuteAsync(line, CancellationToken.None)).Failed.ShouldBeFalse(screen.ToString());
            (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
            _router.UploadGreeting();
            await _router.RebootAsync();
        }

        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        _attachment.Contexts.Count.ShouldBe(Cycles + 1);
        (await Memory.AreGoneAsync(_attachment.Contexts)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _router.Dispose();
        await _engine.DisposeAsync();
    }

    private async Task StartAsync()
    {
        await _engine.OpenAsync();
        _router.UploadSystem();
        _router.UploadGreeting();
        await _router.StartAsync();
        _router.Installed.ShouldAllBe(package => package.Problem == "");
    }

    private sealed class SilentTerminal(TextWriter screen) : ITerminal
    {
        public int Width => 80;

        public bool Interactive => false;

        public TextWriter Out => screen;

        public ValueTask<string?> AskAsync(string question, CancellationToken ct) => new((string?)null);

        public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => Task.CompletedTask;
    }
}
