using System.Reflection;
using Appliance.Sdk.Plugins;
using McMaster.NETCore.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>
/// A plugin in a load context of its own. After <see cref="Dispose"/> the context goes as soon as nobody refers to its types, unless the
/// plugin was loaded to stay.
/// </summary>
internal sealed class LoadedPlugin : IDisposable
{
    // All that passes between host and plugin; everything else is the plugin's own copy.
    private static readonly Type[] s_shared = [typeof(IPlugin), typeof(IServiceCollection), typeof(ILogger)];

    private readonly PluginLoader _loader;
    private IPlugin? _plugin;

    private LoadedPlugin(string name, PluginLoader loader) => (Name, _loader) = (name, loader);

    public string Name { get; }

    public IPlugin Plugin => _plugin ?? throw new ObjectDisposedException(Name);

    /// <summary>Loads the assembly and makes its one plugin object. Whatever the plugin throws comes out; nothing stays in the router then.</summary>
    /// <param name="name">What the package calls it.</param>
    /// <param name="assembly">Private dependencies are beside it.</param>
    public static LoadedPlugin Load(string name, PluginAssembly assembly)
    {
        var loader = PluginLoader.CreateFromAssemblyFile(assembly.Path, isUnloadable: !assembly.Stays, s_shared, config => config.LoadInMemory = !assembly.Stays);
        var loaded = new LoadedPlugin(name, loader);
        try
        {
            loaded._plugin = Create(loader.LoadDefaultAssembly());
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _plugin = null;
        _loader.Dispose();
    }

    private static IPlugin Create(Assembly assembly)
    {
        var types = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPlugin))).ToList();
        return types.Count == 1
            ? (IPlugin)Activator.CreateInstance(types[0])!
            : throw new InvalidOperationException($"{assembly.GetName().Name} has {types.Count} classes that implement IPlugin, not one");
    }
}

/// <summary>Where a plugin is loaded from.</summary>
/// <param name="Path">Of its assembly.</param>
/// <param name="Stays">Its code is never unloaded, and used from its file, which stays too.</param>
internal sealed record PluginAssembly(string Path, bool Stays);
