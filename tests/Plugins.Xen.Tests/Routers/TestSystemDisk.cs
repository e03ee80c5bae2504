using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Tests.Routers;

/// <summary>Parts that look like a router's, and do not boot.</summary>
public sealed class TestSystemDisk : ISystemDisk
{
    public const int Size = 1_300_000;

    private readonly TaskCompletionSource _asked = new();

    public static byte[] Kernel { get; } = Noise(300_000);

    public long SystemLength { get; set; } = Size - 300_000;

    public string? Refusal { get; set; }

    /// <summary>Who asks waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task Asked => _asked.Task;

    public async Task<SystemParts> OpenAsync(Action<string> progress, CancellationToken ct)
    {
        _asked.TrySetResult();
        await Gate.WaitAsync(ct);
        if (Refusal is not null) throw new RefusedException(Refusal);
        return new SystemParts(new MemoryStream(Kernel), "console=ttyS0", null, new MemoryStream(Noise(Size - 300_000)), SystemLength);
    }

    private static byte[] Noise(int length)
    {
        var octets = new byte[length];
        new Random(1).NextBytes(octets);
        return octets;
    }
}

/// <summary>Two packages, one of them disabled.</summary>
public sealed class TestPackages : IPackages
{
    public IReadOnlyList<InstalledPackage> Installed => [new("system", "3.11", default, Disabled: false, "", ""), new("xen", "3.11", default, Disabled: true, "", "")];

    public Stream OpenForGuests(string name) => new MemoryStream([1, 2, 3]);

    public Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change) => throw new NotSupportedException();

    public Problem? ScheduleDowngrade() => throw new NotSupportedException();

    public Task<PackagesApplied> ApplyAsync(CancellationToken ct) => throw new NotSupportedException();
}
