using Appliance.Drivers.Linux.Netlink;
using Appliance.Drivers.Linux.Tests.Network;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Benchmarks;

/// <summary>
/// 1,000 bridges with their parameters, made and switched on by one flush of a hold: beside <c>ip -batch</c> with the same in a file.
/// Most of the time goes by after each round, when the kernel takes 17 ms for each bridge that is removed.
/// </summary>
public static class BridgesBesideIpBatch
{
    private const int Bridges = 1000;
    private const int Rounds = 3;

    private static readonly BridgeSpec s_parameters = new(false, 0x8000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));

    public static void Run(TextWriter output)
    {
        Samples ofIp = new(), ofHold = new();
        // The compiler's time is not the network's.
        Measure(inside => MakeByHold(inside, 20, new Samples()));
        for (var round = 0; round < Rounds; round++)
        {
            Measure(inside => MakeByIp(inside, ofIp));
            Measure(inside => MakeByHold(inside, Bridges, ofHold));
        }
        var table = new ResultTable("ip -batch", "p50 ms", "best ms");
        table.Add("ip -batch", ofIp.At(0.5), ofIp.At(0));
        table.Add("one flush of a hold", ofHold.At(0.5), ofHold.At(0));
        table.Print(output);
    }

    private static void MakeByIp(TestNamespace inside, Samples samples)
    {
        var batch = Path.Combine(AppContext.BaseDirectory, "bridges-" + Environment.ProcessId);
        File.WriteAllLines(batch, Enumerable.Range(0, Bridges).Select(number =>
            $"link add name b{number} up mtu 1500 type bridge forward_delay 1500 max_age 2000 ageing_time 30000 stp_state 0 priority 32768"));
        samples.Measure(() => inside.Ip($"-batch {batch}"));
        File.Delete(batch);
    }

    private static void MakeByHold(TestNamespace inside, int count, Samples samples)
    {
        var network = inside.Do(() => new LinuxNetwork());
        samples.Measure(() => MakeAsync(network, count).GetAwaiter().GetResult());
        network.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task MakeAsync(LinuxNetwork network, int count)
    {
        await using var hold = network.Hold();
        var bridges = Enumerable.Range(0, count).Select(number => network.Links.EnsureAsync(new LinkSpec
        {
            Name = $"b{number}",
            Kind = LinkKind.Bridge,
            Up = true,
            Mtu = 1500,
            Bridge = s_parameters,
        })).ToArray();
        await hold.FlushAsync();
        await Task.WhenAll(bridges);
        if (network.Links.Find($"b{count - 1}") is not { Up: true }) throw new InvalidOperationException("the last bridge is not up");
    }

    /// <summary>Measures in a new namespace, and empties it: the kernel takes seconds to bury one with a thousand links in it, at the next one's cost.</summary>
    private static void Measure(Action<TestNamespace> measured)
    {
        using var inside = new TestNamespace();
        measured(inside);
        var network = inside.Do(() => new LinuxNetwork());
        var hold = network.Hold();
        foreach (var link in network.Links.All.Where(link => link.Kind == LinkKind.Bridge)) _ = network.Links.RemoveAsync(link.Name);
        hold.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (network.Links.All.Any(link => link.Kind == LinkKind.Bridge)) throw new InvalidOperationException("bridges are left");
        network.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
