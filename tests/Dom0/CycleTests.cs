using System.Diagnostics;
using System.Globalization;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>Starts and stops again and again. ROUNDS=50 does it in full.</summary>
public sealed class CycleTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxNetwork _network = new();
    private readonly XenHypervisor _hypervisor;
    private readonly string _kernel;

    public CycleTests()
    {
        _hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), new TestLog());
        _kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(_kernel);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starts_and_stops_of_three_guests_leak_nothing()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("ROUNDS") ?? "1", CultureInfo.InvariantCulture);
        await RoundAsync();
        var before = await MeasureAsync();
        var time = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++) await RoundAsync();
        TestContext.Current.SendDiagnosticMessage($"{rounds} rounds of three guests: {time.Elapsed.TotalSeconds / rounds:F1} s each");
        var after = await MeasureAsync();
        TestContext.Current.SendDiagnosticMessage($"before {before}, after {after}");
        after.ShouldBe(before);
    }

    public async ValueTask DisposeAsync()
    {
        await _hypervisor.DisposeAsync();
        await _network.DisposeAsync();
        _folder.Dispose();
    }

    private Task RoundAsync() => Task.WhenAll(Enumerable.Range(1, 3).Select(async number =>
    {
        // One shuts down by itself, one is switched off, one crashes.
        var domain = await _hypervisor.CreateAsync(new DomainSpec { Key = $"{number}", Name = $"ros{number}", Memory = 16, Kernel = _kernel, Image = _folder.NewFile($"disk{number}.img"), CommandLine = number switch { 1 => "0", 2 => "", _ => "3" } }, Ct);
        await _network.Links.EnsureAsync(new LinkSpec { Name = $"xt{number}", Kind = LinkKind.Tap, Up = true }, Ct);
        await domain.AttachAsync(new NicSpec("7", MacAddress.Random(), "a", $"xt{number}"), Ct);
        await using (await domain.OpenConsoleAsync(Ct))
        {
            await domain.ResumeAsync(Ct);
            if (number == 2) await domain.DestroyAsync();
            await domain.Ended.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        }
        await domain.DisposeAsync();
    }));

    private async Task<string> MeasureAsync()
    {
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
        // What tests before this one let go of is closed by finalizers.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var control = new XenControl();
        return $"{control.FreeMemory()} MiB free, {_network.Links.All.Count} links, descriptors: {Descriptors()}";
    }

    // How many of each kind: a socket's number says nothing. .NET opens an assembly when something of it is first used.
    private static string Descriptors() => string.Join(", ", Directory.GetFiles("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget)
        .OfType<string>()
        .Where(target => !target.EndsWith(".dll", StringComparison.Ordinal))
        .GroupBy(target => target.Split(":[")[0])
        .OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .Select(kind => $"{kind.Count()} {kind.Key}"));
}
