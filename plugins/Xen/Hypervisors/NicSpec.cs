using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Hypervisors;

/// <summary>A guest's network card.</summary>
/// <param name="Key">Tells the guest's cards apart: letters and digits.</param>
/// <param name="Mac">The address that the guest sees.</param>
/// <param name="Link">Names the router's end for us: it stays the same when the administrator renames it.</param>
/// <param name="KernelLink">The tap's kernel name when it was plugged in.</param>
public sealed record NicSpec(string Key, MacAddress Mac, string Link, string KernelLink);
