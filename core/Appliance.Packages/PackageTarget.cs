using System.Runtime.InteropServices;
using Appliance.Sdk.Plugins;

namespace Appliance.Packages;

/// <summary>What a package must be made for.</summary>
/// <param name="Contract">Major version of the SDK's assembly.</param>
/// <param name="Architecture">RouterOS's word for the processor.</param>
public sealed record PackageTarget(int Contract, string Architecture)
{
    public static PackageTarget ThisRouter { get; } = new(
        typeof(IPlugin).Assembly.GetName().Version!.Major,
        RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64
            ? "x86"
            : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant());
}
