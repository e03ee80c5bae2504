using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin;

/// <summary>Lets a command end only when everybody sees what it did.</summary>
public sealed class ConfigWait(IConfig config)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Waits until the dynamic interfaces of a virtual machine are there, or gone.</summary>
    public async Task ForInterfacesAsync(ItemId machine, bool present, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(IConfigView view)
        {
            if (IsDone(view, machine, present)) done.TrySetResult();
        }
        config.Published += Look;
        try
        {
            Look(config.Current);
            await done.Task.WaitAsync(s_patience, ct);
        }
        catch (TimeoutException)
        {
            // Someone keeps the engine busy: the interfaces follow.
        }
        finally
        {
            config.Published -= Look;
        }
    }

    private static bool IsDone(IConfigView view, ItemId machine, bool present)
    {
        var links = view.All<VirtualEthernet>().Where(link => link.Owner is not null).Select(link => link.Owner!.Id).ToHashSet();
        return view.All<VmInterface>()
            .Where(card => !card.Disabled && card.Type == VmInterfaceType.Dynamic && card.VirtualMachine.Id == machine)
            .All(card => links.Contains(card.Id) == present);
    }
}
