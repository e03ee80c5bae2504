using System.Diagnostics;
using System.Globalization;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>Shares of the processor as the manual promises them, by the hypervisor's own account.</summary>
[Trait("length", "long")]
public sealed class WeightTests : IAsyncDisposable
{
    private const string Busy = "8";
    private const double Within = 0.1;
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(40);
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxNetwork _network = new();
    private readonly XenHypervisor _hypervisor;
    private readonly string _kernel;

    public WeightTests()
    {
        _hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), new TestLog());
        _kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(_kernel);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Busy_guests_of_the_same_weight_get_the_same()
    {
        await using var first = await StartAsync("1", 256);
        await using var second = await StartAsync("2", 256);
        var shares = await SharesAsync("ros1", "ros2");
        shares[0].ShouldBe(1 / 2d, Within / 2);
        await first.DestroyAsync();
        await second.DestroyAsync();
    }

    [Fact]
    public async Task A_guest_of_128_gets_a_third_beside_a_busy_host_of_256()
    {
        await using var guest = await StartAsync("1", 128);
        using var busy = Process.Start("sh", ["-c", "while :; do :; done"]);
        try
        {
            var shares = await SharesAsync("ros1", "Domain-0");
            shares[0].ShouldBe(1 / 3d, Within / 3);
        }
        finally
        {
            busy.Kill();
        }
        await guest.DestroyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hypervisor.DisposeAsync();
        await _network.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<IDomain> StartAsync(string key, int weight)
    {
        var domain = await _hypervisor.CreateAsync(new DomainSpec { Key = key, Name = $"ros{key}", Memory = 16, Kernel = _kernel, CommandLine = Busy, Weight = weight }, Ct);
        await domain.ResumeAsync(Ct);
        return domain;
    }

    /// <summary>Of the processor time that these domains got in the time that is measured, each one's part.</summary>
    private static async Task<double[]> SharesAsync(params string[] names)
    {
        var before = Times();
        await Task.Delay(s_measured, Ct);
        var after = Times();
        var got = names.Select(name => after[name] - before[name]).ToArray();
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", names.Zip(got, (name, seconds) => $"{name} {seconds:F1} s")));
        return [.. got.Select(seconds => seconds / got.Sum())];
    }

    // "Name  ID  Mem  VCPUs  State  Time(s)"
    private static Dictionary<string, double> Times()
    {
        using var xl = Process.Start(new ProcessStartInfo("xl", ["list"]) { RedirectStandardOutput = true })!;
        var rows = xl.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return rows.ToDictionary(row => row[0], row => double.Parse(row[^1], CultureInfo.InvariantCulture));
    }
}
