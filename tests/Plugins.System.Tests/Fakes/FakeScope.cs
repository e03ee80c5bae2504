using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>An apply of a configuration that has these settings, and nothing else.</summary>
public sealed class FakeScope(params Settings[] settings) : IApplyScope, IConfigView
{
    public IConfigView Config => this;

    public Entry? Last => null;

    public long Revision => 1;

    public IEnumerable<T> All<T>() where T : Item => [];

    public T? Get<T>(ItemId id) where T : Item => null;

    public T? Find<T>(string name) where T : NamedItem => null;

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem => null;

    public T Settings<T>() where T : Settings, new() => settings.OfType<T>().FirstOrDefault() ?? new T();

    public void Own<TItem>(string key, TItem item) where TItem : Item => throw new NotSupportedException();

    public void Settle(Task work) => throw new NotSupportedException();
}
