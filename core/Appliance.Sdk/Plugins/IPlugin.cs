using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Sdk.Plugins;

/// <summary>The one class of a plugin that the host looks for. It needs a public constructor without parameters.</summary>
public interface IPlugin
{
    /// <summary>Says which menus, commands and services the plugin brings. Nothing is started here.</summary>
    void Register(IPluginBuilder plugin);
}

/// <summary>Collects what a plugin brings. All of it goes away when the plugin is unloaded.</summary>
public interface IPluginBuilder
{
    /// <summary>The plugin's own services; the host adds the drivers, loggers, <see cref="IConfig"/> and <see cref="IAttention"/>.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a menu whose record needs no work on the machine, or gets its rows from <see cref="IMenuBuilder{T}.Rows{TRows}"/>.</summary>
    IPluginBuilder Menu<T>(Action<IMenuBuilder<T>>? configure = null) where T : Entry;

    /// <summary>Adds a menu with the class that brings the machine into line with it.</summary>
    IPluginBuilder Menu<T, TReconciler>(Action<IMenuBuilder<T>>? configure = null) where T : Entry where TReconciler : Reconciler<T>;

    /// <summary>Adds a command that belongs to no record, such as <c>/ping</c> or <c>/system reboot</c>.</summary>
    /// <param name="path">The whole path, the command's name last.</param>
    IPluginBuilder Command<TCommand>(string path) where TCommand : class, ICommand;

    /// <summary>Adds something that runs as long as the plugin is loaded.</summary>
    IPluginBuilder Service<TService>() where TService : class, IPluginService;

    /// <summary>Adds what knows the leftovers of earlier runs.</summary>
    IPluginBuilder Leftovers<TLeftovers>() where TLeftovers : class, ILeftovers;
}

/// <summary>More about one menu.</summary>
public interface IMenuBuilder<T> where T : Entry
{
    /// <summary>Adds a command to the menu.</summary>
    IMenuBuilder<T> Command<TCommand>(string name) where TCommand : class, ICommand;

    /// <summary>Rows that the machine has and no one typed: learnt ARP entries, connected routes, files, log lines.</summary>
    IMenuBuilder<T> Rows<TRows>() where TRows : class, IRows<T>;

    /// <summary>
    /// Items of a fresh configuration. They are added once, when the menu has never had an item; what an administrator removes does not
    /// come back. The function gets the configuration with the factory items of the plugin's earlier menus in it.
    /// </summary>
    IMenuBuilder<T> Factory(Func<IConfigView, IEnumerable<T>> items);

    /// <summary>Completes what a person typed, before it is checked: whose an item is, the day that it begins.</summary>
    IMenuBuilder<T> Completed<TCompletion>() where TCompletion : class, ICompletion<T>;

    /// <summary>The order in which <c>print</c> shows the items, where it is not that of the list. Gets observed records.</summary>
    IMenuBuilder<T> Sorted(Comparison<T> order);

    /// <summary>
    /// Brings what an earlier version of the package stored into the form of this one, where <see cref="FormerNameAttribute"/> does not do:
    /// a value that means something else, a default that is another one. Each item's stored values carry the number of the form in which
    /// they were written, 1 where the menu has no migrations; all with a higher number run, in order, once, and the outcome is stored.
    /// </summary>
    /// <param name="form">Number of the form that comes of it: 2 for the first migration of a menu, one more for each.</param>
    /// <param name="change">Pure, and may run for several items at once; gets the values in the form before.</param>
    IMenuBuilder<T> Migrate(int form, Action<StoredValues> change);
}

/// <summary>Starts after the plugin's first reconciliation and stops before the plugin is unloaded.</summary>
public interface IPluginService
{
    /// <summary>Returns when started. What goes on in the background ends when the token is cancelled.</summary>
    Task StartAsync(CancellationToken stopping);

    /// <summary>Returns when everything it started has ended. What it made on the machine stays: the daemon may only be restarted.</summary>
    Task StopAsync();

    /// <summary>
    /// The package is being uninstalled or disabled: comes before <see cref="StopAsync"/>, and before the plugin's items are removed. For
    /// what takes its time, such as guests that shut down; nobody else waits for it.
    /// </summary>
    Task RetireAsync() => Task.CompletedTask;
}
