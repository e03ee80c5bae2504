using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Protocol;
using Appliance.Engine.Store;
using Appliance.Sdk.Values;

namespace Appliance.Benchmarks;

/// <summary>
/// From the start of the daemon's process to its first answer, with 100,000 routes that are switched off, and what it then holds of
/// the machine's memory: beside ovsdb-server with as many rows.
/// </summary>
public static class ColdStart
{
    private const int Count = 100_000;
    private const int Rounds = 3;

    public static void Run(TextWriter output)
    {
        var product = Environment.GetEnvironmentVariable("APPLIANCE_HOME") ?? "";
        if (!File.Exists(Path.Combine(product, "daemon", "appliance-daemon"))) throw new InvalidOperationException("APPLIANCE_HOME must name what make product built");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "start-" + Environment.ProcessId)).FullName;
        try
        {
            Measure(folder, product, output);
        }
        finally
        {
            Environment.CurrentDirectory = AppContext.BaseDirectory;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string folder, string product, TextWriter output)
    {
        using var ovsdb = new OvsdbServer(Path.Combine(folder, "ovsdb"));
        using (var client = ovsdb.Connect()) client.Insert(Enumerable.Range(1, Count).Select(number => $"note{number}"));
        var state = Path.Combine(folder, "state");
        Fill(Path.Combine(state, "configuration"));

        Samples ofOurs = new(), ofOvsdb = new();
        List<double> memory = [], peak = [];
        double ovsdbMemory = 0;
        // The first one unpacks the packages.
        for (var round = -1; round < Rounds; round++)
        {
            if (round == 0) (ofOurs, ofOvsdb, memory, peak) = (new(), new(), [], []);
            ofOvsdb.Measure(() =>
            {
                ovsdb.Restart();
                using var client = ovsdb.Connect();
                if (client.Count("note77777") != 1) throw new InvalidOperationException("it is not there");
            });
            ovsdbMemory = ovsdb.Resident;
            Process daemon = null!;
            ofOurs.Measure(() =>
            {
                daemon = Start(product, state);
                Ask(Path.Combine(state, "console.sock"), $":put \"there are $[:len [/ip route find]]\"\n", $"there are {Count}");
            });
            peak.Add(Memory.Resident(daemon.Id));
            // It checks its database behind the start, and gives memory back when that is done.
            Thread.Sleep(TimeSpan.FromSeconds(10));
            memory.Add(Memory.Resident(daemon.Id));
            using (var kill = Process.Start("kill", ["-TERM", daemon.Id.ToString()])) kill.WaitForExit();
            daemon.WaitForExit();
            daemon.Dispose();
        }
        var table = new ResultTable("ovsdb-server", "p50 ms", "best ms", "MiB");
        table.Add("ovsdb-server", ofOvsdb.At(0.5), ofOvsdb.At(0), ovsdbMemory);
        table.Add("appliance-daemon", ofOurs.At(0.5), ofOurs.At(0), memory.Max());
        table.Print(output);
        output.WriteLine(FormattableString.Invariant($"at its first answer the daemon holds {peak.Max():0} MiB"));
    }

    private static void Fill(string folder)
    {
        var store = new DiskStore(folder);
        store.Load();
        var last = Task.CompletedTask;
        for (var number = 1; number <= Count; number++)
        {
            var route = new StoredItem("/ip route", new ItemId((uint)number), (long)number << 20, new Dictionary<string, string>
            {
                ["dst-address"] = $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}/32",
                ["gateway"] = "192.168.1.1",
                ["comment"] = $"customer {number}",
                ["disabled"] = "true",
            });
            last = store.AppendAsync(new CommitRecord(number, "admin", DateTime.UtcNow, [new StoredChange(null, route)], new Dictionary<string, uint> { [route.Menu] = (uint)number }), more: number < Count);
        }
        last.GetAwaiter().GetResult();
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>In a network of its own, and a <c>/run</c>: the machine that measures is not its router.</summary>
    private static Process Start(string product, string state) => Process.Start(new ProcessStartInfo("unshare",
    [
        .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--user", "--map-root-user"],
        "--net", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /run && exec \"$@\"", "sh",
        Path.Combine(product, "daemon", "appliance-daemon"), "--sandbox", "--state", state, "--socket", Path.Combine(state, "console.sock"),
        "--packages", Path.Combine(product, "packages"), "--keys", Path.Combine(product, "keys", "trusted"),
    ]))!;

    private static void Ask(string path, string script, string answer)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // The path of a socket must be short: from its folder it is.
        Environment.CurrentDirectory = Path.GetDirectoryName(path)!;
        while (!Connect(socket, Path.GetFileName(path)))
        {
            // Looking all the time would take one of the cores that the start needs.
            Thread.Sleep(1);
        }
        using var link = new NetworkStream(socket);
        link.Write(new Hello(false, 80, 25, "admin").ToFrame().ToArray());
        link.Write(new Frame(FrameKind.Input, Encoding.UTF8.GetBytes(script)).ToArray());
        var seen = new StringBuilder();
        while (!seen.ToString().Contains(answer, StringComparison.Ordinal))
        {
            if (Frame.ReadAsync(link, default).AsTask().GetAwaiter().GetResult() is not { } frame) throw new InvalidOperationException("no answer: " + seen);
            if (frame.Kind == FrameKind.Output) seen.Append(Encoding.UTF8.GetString(frame.Payload.Span));
        }
    }

    private static bool Connect(Socket socket, string path)
    {
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
