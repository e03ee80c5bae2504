using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Guests;

/// <summary>What every guest needs around it.</summary>
public sealed class GuestRoom(IHypervisor hypervisor, IFolders folders, NicWishes wishes, IAttention attention, ILoggerFactory loggers)
{
    public IHypervisor Hypervisor { get; } = hypervisor;
    public NicWishes Wishes { get; } = wishes;
    public IAttention Attention { get; } = attention;
    public ImageClaims Images { get; } = new();
    public PowerMarks Marks { get; } = new(folders);

    /// <summary>A guest is off, and nobody here had asked it to be.</summary>
    public Action<ItemId, DomainEnd>? EndedByItself { get; set; }

    public ILogger Log { get; } = loggers.CreateLogger("xen");
}
