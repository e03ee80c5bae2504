using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Engine.Tests.Access;

/// <summary>A router with secrets, and a user "bob" with certain rights.</summary>
public sealed class VaultRouter : IAsyncDisposable
{
    private VaultRouter(IStore store) => Router = new Router(store, null, NullLoggerFactory.Instance);

    public Router Router { get; }
    public SampleUsers Users { get; } = new();
    public MenuNode Test => Router.Root.Children["test"];
    public MenuNode Vaults => Test.Children["vault"];
    public MenuNode Sign => Test.Children["sign"];
    public MenuNode Traces => Test.Children["trace"];

    public static async Task<VaultRouter> StartAsync(IStore? store = null)
    {
        var router = new VaultRouter(store ?? new MemoryStore());
        await router.Router.OpenAsync();
        await router.Router.AttachAsync("vault", new VaultPlugin(), _ => { }, default);
        router.Router.Access.Serve(router.Users);
        return router;
    }

    public IRouterSession As(Policy rights)
    {
        Users.Rights["bob"] = rights;
        return Router.OpenSession(new Login("bob"));
    }

    public ItemId Kept(IRouterSession session) => session.TryFind(Vaults, "kept", out var id) ? id : default;

    public ItemId Trace => Router.OpenSession(new Login("bob")).TryFind(Traces, "one", out var id) ? id : default;

    public IEnumerable<string> Names(MenuNode menu) => As(Policy.All).Rows(menu).Select(row => ((NamedItem)row).Name);

    public ValueTask DisposeAsync() => Router.DisposeAsync();
}

/// <summary>Shows nothing; what commands change goes through the session that is given.</summary>
public sealed class SilentContext(IRouterSession session) : ICommandContext
{
    public Login Login => new("somebody else");
    public IConfigView Config => session.Config;
    public int Width => 80;
    public bool Interactive => false;
    public void WriteLine(string text) => throw new NotSupportedException();
    public void WriteProgress(string text) => throw new NotSupportedException();
    public ValueTask<string> AskAsync(string question, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => throw new NotSupportedException();
    public void Return(string value) => throw new NotSupportedException();
    public void Print(Entry record) => throw new NotSupportedException();
    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => throw new NotSupportedException();
    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => session.CommitAsync(edit, ct);
}
