namespace Appliance.Engine.Plugins;

/// <summary>A plugin that said what it brings. Who does not let it join disposes of it.</summary>
public interface IRegisteredPlugin : IAsyncDisposable;
