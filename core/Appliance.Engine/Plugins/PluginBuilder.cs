using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Engine.Plugins;

/// <summary>Collects what a plugin registers, and makes the running parts once its services are complete.</summary>
internal sealed class PluginBuilder(string plugin) : IPluginBuilder
{
    private readonly List<Func<IServiceProvider, MenuRuntime>> _menus = [];
    private readonly List<(string Menu, string Name, Type Type)> _commands = [];
    private readonly List<Type> _background = [];
    private readonly List<Type> _leftovers = [];

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IPluginBuilder Menu<T>(Action<IMenuBuilder<T>>? configure = null) where T : Entry => Add(configure, null);

    public IPluginBuilder Menu<T, TReconciler>(Action<IMenuBuilder<T>>? configure = null) where T : Entry where TReconciler : Reconciler<T>
    {
        Services.AddSingleton<TReconciler>();
        return Add(configure, services => services.GetRequiredService<TReconciler>());
    }

    public IPluginBuilder Command<TCommand>(string path) where TCommand : class, ICommand
    {
        var blank = path.LastIndexOf(' ');
        if (blank < 0) _commands.Add(("/", path.TrimStart('/'), typeof(TCommand)));
        else _commands.Add((path[..blank], path[(blank + 1)..], typeof(TCommand)));
        return this;
    }

    public IPluginBuilder Service<TService>() where TService : class, IPluginService
    {
        Services.AddSingleton<TService>();
        _background.Add(typeof(TService));
        return this;
    }

    public IPluginBuilder Leftovers<TLeftovers>() where TLeftovers : class, ILeftovers
    {
        Services.AddSingleton<TLeftovers>();
        _leftovers.Add(typeof(TLeftovers));
        return this;
    }

    public AttachedPlugin Build()
    {
        var services = Services.BuildServiceProvider();
        var runs = new CommandRuns();
        return new AttachedPlugin(plugin, services, runs)
        {
            Menus = [.. _menus.Select(make => make(services))],
            Commands = [.. _commands.Select(command => (command.Menu,
                new CommandSchema(command.Name, command.Type, () => (ICommand)ActivatorUtilities.CreateInstance(services, command.Type), runs)))],
            Background = [.. _background.Select(type => (IPluginService)services.GetRequiredService(type))],
            Leftovers = [.. _leftovers.Select(type => (ILeftovers)services.GetRequiredService(type))],
        };
    }

    private PluginBuilder Add<T>(Action<IMenuBuilder<T>>? configure, Func<IServiceProvider, Reconciler<T>>? reconciler) where T : Entry
    {
        var schema = new MenuSchema(typeof(T));
        var menu = new MenuBuilder<T>(this, schema);
        configure?.Invoke(menu);
        _menus.Add(services => new MenuRuntime<T>(schema, reconciler?.Invoke(services), menu.MakeRows?.Invoke(services), menu.Order, menu.FactoryItems, menu.MakeCompletion?.Invoke(services)));
        return this;
    }

    private sealed class MenuBuilder<T>(PluginBuilder plugin, MenuSchema schema) : IMenuBuilder<T> where T : Entry
    {
        public Func<IServiceProvider, IRows<T>>? MakeRows { get; private set; }

        public Func<IServiceProvider, ICompletion<T>>? MakeCompletion { get; private set; }

        public Comparison<T>? Order { get; private set; }

        public Func<IConfigView, IEnumerable<T>>? FactoryItems { get; private set; }

        public IMenuBuilder<T> Factory(Func<IConfigView, IEnumerable<T>> items)
        {
            FactoryItems = items;
            return this;
        }

        public IMenuBuilder<T> Command<TCommand>(string name) where TCommand : class, ICommand
        {
            plugin._commands.Add((schema.Path, name, typeof(TCommand)));
            return this;
        }

        public IMenuBuilder<T> Rows<TRows>() where TRows : class, IRows<T>
        {
            plugin.Services.AddSingleton<TRows>();
            MakeRows = services => services.GetRequiredService<TRows>();
            schema.IsGrowing = typeof(TRows).IsAssignableTo(typeof(IGrowingRows<T>));
            return this;
        }

        public IMenuBuilder<T> Completed<TCompletion>() where TCompletion : class, ICompletion<T>
        {
            plugin.Services.AddSingleton<TCompletion>();
            MakeCompletion = services => services.GetRequiredService<TCompletion>();
            return this;
        }

        public IMenuBuilder<T> Sorted(Comparison<T> order)
        {
            Order = order;
            return this;
        }

        public IMenuBuilder<T> Migrate(int form, Action<StoredValues> change)
        {
            schema.Migrations.Add(form, change);
            return this;
        }
    }
}
