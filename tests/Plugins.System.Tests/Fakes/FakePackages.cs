using Appliance.Sdk.Drivers.Host;

namespace Appliance.SystemPlugin.Tests.Fakes;

public sealed class FakePackages(params InstalledPackage[] installed) : IPackages
{
    public IReadOnlyList<InstalledPackage> Installed => installed;
}
