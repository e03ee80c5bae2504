using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>The packages of this router.</summary>
public interface IPackages
{
    /// <summary>Installed packages, <c>system</c> first, then by name.</summary>
    IReadOnlyList<InstalledPackage> Installed { get; }

    /// <summary>Opens an installed package as guests get it: signed, and without what is for machines only. It stays what it is, whatever becomes of the package meanwhile.</summary>
    /// <exception cref="RefusedException">There is no such package, or it can not be read.</exception>
    Stream OpenForGuests(string name);

    /// <summary>
    /// Notes, on disk, what becomes of packages at the next reboot; a later note about a package replaces an earlier one.
    /// </summary>
    /// <param name="names">Names of installed packages.</param>
    /// <param name="change">What becomes of them.</param>
    /// <returns>Null, or why nothing was noted.</returns>
    Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change);

    /// <summary>Notes <see cref="PackageChange.Downgrade"/> for every package of which an older version was uploaded.</summary>
    /// <returns>Null, or why nothing was noted.</returns>
    Problem? ScheduleDowngrade();

    /// <summary>
    /// Does at once what the next reboot would do: takes uploads, carries out what is scheduled. Guests of a package that goes are shut down
    /// in order; a newer version of a package that runs takes over what the older one made on the machine.
    /// </summary>
    /// <param name="ct">Ends waiting; what has begun is finished.</param>
    Task<PackagesApplied> ApplyAsync(CancellationToken ct);
}
