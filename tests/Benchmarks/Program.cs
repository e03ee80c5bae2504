using Appliance.Benchmarks;

(string Name, Action<TextWriter> Run)[] benchmarks =
[
    ("commit", DurableCommit.Run),
    ("load", StoreLoad.Run),
    ("items", ManyItems.Run),
    ("writers", ManyWriters.Run),
    ("start", ColdStart.Run),
    ("bridges", BridgesBesideIpBatch.Run),
    ("boot", BootToLogin.Run),
];

var wanted = args.Length == 0 ? benchmarks.Select(benchmark => benchmark.Name).ToArray() : args;
foreach (var name in wanted)
{
    var (known, run) = benchmarks.FirstOrDefault(benchmark => benchmark.Name == name);
    if (known is null)
    {
        Console.Error.WriteLine($"no such benchmark: {name}; there are {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
        return 1;
    }
    Console.WriteLine($"== {name}");
    run(Console.Out);
    Console.WriteLine();
}
return 0;
