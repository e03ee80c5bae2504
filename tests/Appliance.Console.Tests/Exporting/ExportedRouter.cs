using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Console.Tests.Exporting;

/// <summary>The real engine and console with menus of every kind.</summary>
internal sealed class ExportedRouter : ITerminal, IAsyncDisposable
{
    public const string Header = "# jun/09/2008 14:47:23 by RouterOS 3.11\n#\n";
    private readonly StringWriter _out = new();
    private readonly Router _router;

    private ExportedRouter(IStore store) => _router = new Router(store, null, NullLoggerFactory.Instance);

    public MemoryFiles Files { get; } = new();

    public int Width { get; set; } = 80;

    public bool Interactive => false;

    public TextWriter Out => _out;

    public IRouterSession Session { get; private set; } = null!;

    public CancellationTokenSource CtrlC { get; } = new();

    public static async Task<ExportedRouter> StartAsync(IStore? store = null)
    {
        var router = new ExportedRouter(store ?? new MemoryStore());
        await router._router.OpenAsync();
        await router._router.AttachAsync("sample", new ExportPlugin(), _ => { }, default);
        router.LogIn(Policy.All);
        return router;
    }

    public void LogIn(Policy policies) => Session = _router.OpenSession(new Login("admin", policies));

    /// <summary>Types lines, and gives back what was printed.</summary>
    public async Task<string> TypeAsync(params string[] lines)
    {
        _out.GetStringBuilder().Clear();
        var console = new ConsoleSession(Session, this, host: new ConsoleHost { Files = Files, Now = () => new DateTime(2008, 6, 9, 14, 47, 23) });
        foreach (var line in lines) await console.ExecuteAsync(line, CtrlC.Token);
        return _out.ToString();
    }

    /// <summary>What an export prints after its header.</summary>
    public async Task<string> ExportAsync(string command = "/export")
    {
        var printed = await TypeAsync(command);
        printed.ShouldStartWith(Header);
        return printed[Header.Length..];
    }

    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => new((string?)null);

    public ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => new((string?)null);

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => _router.DisposeAsync();
}
