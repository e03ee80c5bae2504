using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Hypervisors;

/// <summary>A guest's network card.</summary>
/// <param name="Key">Tells the guest's cards apart: letters and digits.</param>
/// <param name="Mac">The address that the guest sees.</param>
/// <param name="Link">The administrator's name of the tap at the router's end, when it was plugged in.</param>
/// <param name="KernelLink">The kernel's name of it then.</param>
public sealed record NicSpec(string Key, MacAddress Mac, string Link, string KernelLink);
