using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Engine.Tests.Machine;

/// <summary>A router on a store in memory with the test plugin.</summary>
public sealed class TestRouter : IAsyncDisposable
{
    private TestRouter(IStore store, ILoggerFactory? loggers)
    {
        Store = store;
        Router = new Router(store, null, loggers ?? NullLoggerFactory.Instance);
        Session = Router.OpenSession(new Login("admin"));
    }

    public IStore Store { get; }
    public Router Router { get; }
    public SimulatedMachine Machine { get; } = new();
    public IRouterSession Session { get; }
    public MenuNode Nodes => Router.Root.Children["test"].Children["node"];
    public MenuNode Members => Router.Root.Children["test"].Children["member"];
    public MenuNode Settings => Router.Root.Children["test"].Children["settings"];

    public static async Task<TestRouter> StartAsync(IStore? store = null, bool attach = true, ILoggerFactory? loggers = null)
    {
        var router = new TestRouter(store ?? new MemoryStore(), loggers);
        await router.Router.OpenAsync();
        if (attach) await router.AttachAsync();
        return router;
    }

    public Task AttachAsync() => Router.AttachAsync("test", new TestPlugin(), services => services.AddSingleton(Machine), default);

    public async Task<ItemId> AddAsync(MenuNode menu, params (string, string)[] values)
    {
        var (id, problems) = await TryAddAsync(menu, values);
        problems.ShouldBeEmpty();
        return id;
    }

    public Task<(ItemId Id, IReadOnlyList<Problem> Problems)> TryAddAsync(MenuNode menu, params (string Name, string Value)[] values) =>
        Session.AddAsync(menu, [.. values.Select(value => new Assignment(value.Name, value.Value))], default, default, default).AsTask();

    public async Task<IReadOnlyList<string>> SetAsync(MenuNode menu, ItemId id, params (string Name, string Value)[] values) =>
        [.. (await Session.SetAsync(menu, id.IsNone ? [] : [id], [.. values.Select(value => new Assignment(value.Name, value.Value))], default)).Select(problem => problem.Sentence)];

    public async Task RemoveAsync(MenuNode menu, params ItemId[] ids) => (await Session.RemoveAsync(menu, ids, default)).ShouldBeEmpty();

    /// <summary>Undoes one action; says why not.</summary>
    public async Task<string> UndoAsync() => (await Router.History.UndoAsync(new Login("admin")))?.Sentence ?? "";

    /// <summary>Redoes one action; says why not.</summary>
    public async Task<string> RedoAsync() => (await Router.History.RedoAsync(new Login("admin")))?.Sentence ?? "";

    /// <summary>The history, newest first: flag and action.</summary>
    public IReadOnlyList<string> History() => [.. Router.History.Lines.Select(line => $"{(line.Undoable ? 'U' : line.Redoable ? 'R' : line.Floating ? 'F' : ' ')} {line.Action}")];

    /// <summary>The whole tree as text; dynamic items, which come in any order, by their text.</summary>
    public string Tree() => string.Join('\n', new[] { Nodes, Members }.SelectMany(menu => Session.Rows(menu).OrderBy(row => row.Dynamic ? ((row as Member)?.Text ?? "~") : "").Select(row =>
        $"{menu.Path} {(row.Dynamic ? "dynamic" : row.Id)}{(row.Disabled ? " X" : "")}{(row.Invalid ? " I" : "")} {row.Comment} "
        + string.Join(' ', menu.Schema!.Properties.Select(property => property.Name + "=" + property.Text(row, Session.Config, ValueStyle.Console))))));

    public string MachineText() => string.Join('\n', Machine.Things.OrderBy(thing => thing.Key).Select(thing => $"{thing.Key}={thing.Value}"));

    /// <summary>Waits for what happens on the engine's own threads.</summary>
    public async Task UntilAsync(Func<bool> condition, Func<string>? otherwise = null)
    {
        for (var i = 0; i < 300 && !condition(); i++) await Task.Delay(10);
        condition().ShouldBeTrue(otherwise?.Invoke());
    }

    public ValueTask DisposeAsync() => Router.DisposeAsync();
}
