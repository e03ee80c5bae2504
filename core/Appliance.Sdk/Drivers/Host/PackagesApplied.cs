namespace Appliance.Sdk.Drivers.Host;

/// <summary>What <see cref="IPackages.ApplyAsync"/> did.</summary>
/// <param name="Done">As the log says it: <c>installed xen-3.11</c>.</param>
/// <param name="Refused">A sentence for each thing that was not done: <c>can not install xen-3.11.npk: it is not signed</c>.</param>
public sealed record PackagesApplied(IReadOnlyList<string> Done, IReadOnlyList<string> Refused);
