using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>What all domains share.</summary>
internal sealed record XenParts(XenStore Store, XenControl Control, DomainMaker Maker, DomainRemains Remains, INetwork Network, ILogger Log);
