using Appliance.Engine.Sessions;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Sessions;

/// <summary>Safe mode that is only a word.</summary>
internal sealed class SampleSafeMode : ISafeMode
{
    public event Action<string>? Lost;

    public bool IsHeld { get; private set; }

    public bool IsTaken { get; set; }

    /// <summary>What was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public Task<IReadOnlyList<Problem>> TakeAsync(SafeModeTaking from, CancellationToken ct)
    {
        (IsHeld, IsTaken) = (true, false);
        return Did(from.ToString());
    }

    public Task<IReadOnlyList<Problem>> ReleaseAsync(CancellationToken ct)
    {
        IsHeld = false;
        return Did("release");
    }

    public Task<IReadOnlyList<Problem>> UnrollAsync(CancellationToken ct)
    {
        IsHeld = false;
        return Did("unroll");
    }

    public void Lose(string farewell)
    {
        IsHeld = false;
        Lost?.Invoke(farewell);
    }

    private Task<IReadOnlyList<Problem>> Did(string what)
    {
        Asked.Add(what);
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }
}
