using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>
/// Keeps the whole configuration in a stream, and brings one back: documents of packages that are not installed, users and passwords, and
/// the numbers that were given are part of it. A configuration that is brought back takes the place of the present one at the next start of
/// the daemon, whole or not at all, whatever happens in between.
/// </summary>
public interface IConfigurationArchive
{
    /// <summary>Writes the configuration that is on disk now.</summary>
    /// <param name="to">Gets it, compressed, with a hash over all of it.</param>
    /// <param name="password">Encrypts it; null or empty for nothing.</param>
    /// <param name="ct">Ends waiting.</param>
    Task SaveAsync(Stream to, string? password, CancellationToken ct);

    /// <summary>Reads and checks all of it; nothing is changed yet.</summary>
    /// <param name="from">What <see cref="SaveAsync"/> wrote.</param>
    /// <param name="password">Null where none is known yet.</param>
    /// <param name="ct">Ends waiting.</param>
    Task<ArchivedConfiguration> OpenAsync(Stream from, string? password, CancellationToken ct);

    /// <summary>Makes an empty configuration that of the next start.</summary>
    /// <param name="keep">Whether the documents of a menu, by its path, are kept.</param>
    /// <param name="ct">Ends waiting.</param>
    Task ResetAsync(Func<string, bool> keep, CancellationToken ct);
}

/// <summary>A configuration that was read.</summary>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
/// <param name="NeedsPassword">It is encrypted, and no password was given.</param>
/// <param name="RestoreAsync">Makes it the configuration of the next start; null where it cannot be.</param>
public sealed record ArchivedConfiguration(Problem? Problem, bool NeedsPassword, Func<Task>? RestoreAsync);
