using Appliance.Sdk.Values;

namespace Appliance.Engine.Sessions;

/// <summary>
/// Safe mode as one session sees it. Only one session of the router holds it; while it does, everything that anybody changes is taken
/// back when that session is lost. A router that goes down meanwhile comes up with the old configuration.
/// </summary>
public interface ISafeMode
{
    /// <summary>This session holds it.</summary>
    bool IsHeld { get; }

    /// <summary>Another session holds it.</summary>
    bool IsTaken { get; }

    /// <summary>Told what a person should read when another session, or the 101st change, ends this session's safe mode; called from any thread.</summary>
    event Action<string>? Lost;

    /// <summary>Takes it.</summary>
    /// <param name="from">What becomes of another session's.</param>
    /// <param name="ct">Ends waiting.</param>
    /// <returns>No problems when it is held, and on disk that it is.</returns>
    Task<IReadOnlyList<Problem>> TakeAsync(SafeModeTaking from, CancellationToken ct);

    /// <summary>Ends it and keeps what was changed.</summary>
    Task<IReadOnlyList<Problem>> ReleaseAsync(CancellationToken ct);

    /// <summary>Ends it and takes everything back that was changed since.</summary>
    Task<IReadOnlyList<Problem>> UnrollAsync(CancellationToken ct);
}

/// <summary>What becomes of the safe mode of another session.</summary>
public enum SafeModeTaking
{
    /// <summary>It stays: safe mode is only taken where nobody holds it.</summary>
    WhenFree,

    /// <summary>What was changed in it is kept.</summary>
    Releasing,

    /// <summary>What was changed in it is taken back.</summary>
    Unrolling,
}
