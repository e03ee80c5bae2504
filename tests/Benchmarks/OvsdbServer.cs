using System.Diagnostics;
using System.Globalization;

namespace Appliance.Benchmarks;

/// <summary>An ovsdb-server with one table, in a folder of its own: how Open vSwitch keeps its configuration.</summary>
internal sealed class OvsdbServer : IDisposable
{
    private const string Schema = """
        {"name":"notes","version":"1.0.0","tables":{"Note":{"isRoot":true,"indexes":[["name"]],"columns":
        {"name":{"type":"string"},"text":{"type":"string"},"size":{"type":"integer"},"disabled":{"type":"boolean"}}}}}
        """;

    private readonly string _folder;
    private Process _process;

    public OvsdbServer(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        File.WriteAllText(Path.Combine(_folder, "notes.ovsschema"), Schema);
        using var tool = Process.Start("ovsdb-tool", ["create", Database, Path.Combine(_folder, "notes.ovsschema")]);
        tool.WaitForExit();
        if (tool.ExitCode != 0) throw new InvalidOperationException("ovsdb-tool failed");
        _process = Start();
    }

    private string Socket => Path.Combine(_folder, "db.sock");

    private string Database => Path.Combine(_folder, "notes.db");

    public OvsdbClient Connect() => new(Socket);

    /// <summary>Ends it and starts it on what it stored.</summary>
    public void Restart()
    {
        Stop();
        File.Delete(Socket);
        _process = Start();
    }

    /// <summary>What it holds of the machine's memory, in MiB.</summary>
    public double Resident => Memory.Resident(_process.Id);

    public void Dispose() => Stop();

    private Process Start() => Process.Start(new ProcessStartInfo("ovsdb-server",
        [$"--remote=punix:{Socket}", $"--unixctl={Path.Combine(_folder, "ctl")}", "-vconsole:off", "--no-chdir", Database]))!;

    private void Stop()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>Memory of processes.</summary>
internal static class Memory
{
    /// <summary>MiB that a process holds now.</summary>
    public static double Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Replace("VmRSS:", "").Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
