using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Tests;

/// <summary>Two slots in memory.</summary>
internal sealed class TestSlots : ISystemSlots
{
    public int Running { get; private set; } = 1;

    public int Other => 3 - Running;

    public bool HasOther { get; set; } = true;

    /// <summary>What was last written into the slot that did not run then.</summary>
    public Dictionary<string, byte[]> Written { get; } = [];

    /// <summary>The one that starts next.</summary>
    public int Next { get; private set; } = 1;

    public bool Confirmed { get; private set; }

    public string? Failure { get; set; }

    public string? SwitchFailure { get; set; }

    public Task WriteOtherAsync(IReadOnlyList<SlotFile> files, CancellationToken ct)
    {
        if (Failure is not null) throw new RefusedException(Failure);
        Written.Clear();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            file.CopyTo(content);
            content.Length.ShouldBe(file.Length);
            Written[file.Path] = content.ToArray();
        }

        return Task.CompletedTask;
    }

    public Task SwitchAsync(CancellationToken ct)
    {
        if (SwitchFailure is not null) throw new RefusedException(SwitchFailure);
        Next = Other;
        return Task.CompletedTask;
    }

    public Task ConfirmAsync(CancellationToken ct)
    {
        Confirmed = true;
        return Task.CompletedTask;
    }

    /// <summary>The machine starts from the one that is next, or falls back to the other.</summary>
    public void Start(bool fallBack = false)
    {
        Confirmed = false;
        if (fallBack) Next = 3 - Next;
        Running = Next;
    }
}
