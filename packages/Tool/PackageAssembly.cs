using Appliance.Packages;
using Appliance.Packages.Container;

namespace Appliance.PackageTool;

/// <summary>Puts a package together from its recipe and what the build made.</summary>
internal sealed class PackageAssembly
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly HashSet<string> _machinesOnly = [];
    private DateTime _newest;

    public PackageAssembly(PackageRecipe recipe, string configuration)
    {
        var plugins = recipe.Plugins.Select(folder => Path.GetFullPath(Path.Combine(recipe.Folder, folder))).ToList();
        var outputs = plugins.ToDictionary(folder => Path.GetFileName(folder), folder => PluginOutput.Of(folder, configuration));
        foreach (var (name, output) in outputs)
            Add(name, output);
        if (recipe.Files.Length > 0)
            Add(Path.GetFullPath(Path.Combine(recipe.Folder, recipe.Files)));
        if (recipe.Machines.Length > 0)
            AddForMachines(Path.GetFullPath(Path.Combine(recipe.Folder, recipe.Machines)));

        var contracts = outputs.Values.Select(output => output.Contract()).Distinct().ToList();
        if (contracts.Count > 1)
            throw new UnusableInputException($"package {recipe.Name}: its plugins were built for different contracts");

        Manifest = new PackageManifest
        {
            Name = recipe.Name,
            Version = Version,
            Description = recipe.Description,
            Contract = contracts.FirstOrDefault(PackageTarget.ThisRouter.Contract),
            Architecture = PackageTarget.ThisRouter.Architecture,
            BuildTime = BuildTime(),
            Depends = recipe.Depends,
            Plugins = [.. outputs.Select(plugin => new PackagedPlugin(plugin.Key, PathOf(plugin.Key, plugin.Value.Assembly)))],
            Files = [],
        };
    }

    public PackageManifest Manifest { get; }

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Paths of the files that copies for guests are without.</summary>
    public IReadOnlySet<string> MachinesOnly => _machinesOnly;

    // All packages of one source tree have the version of that tree, and this tool is built from it.
    private static string Version
    {
        get
        {
            var version = typeof(PackageAssembly).Assembly.GetName().Version!;
            return version.Build > 0 ? version.ToString(3) : version.ToString(2);
        }
    }

    private void Add(string plugin, PluginOutput output)
    {
        foreach (var file in output.Files)
            Add(PathOf(plugin, file), output.PathOf(file));
    }

    private void Add(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Add(Path.GetRelativePath(folder, file), file);
    }

    private void AddForMachines(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var before = _files.Keys.ToHashSet();
        Add(folder);
        _machinesOnly.UnionWith(_files.Keys.Except(before));
    }

    private void Add(string path, string source)
    {
        _files[path] = File.ReadAllBytes(source);
        _newest = new[] { _newest, File.GetLastWriteTimeUtc(source) }.Max();
    }

    private static string PathOf(string plugin, string file) => $"plugins/{plugin}/{file}";

    // Not the time of packing: the same build gives the same package.
    private DateTimeOffset BuildTime()
    {
        var seconds = long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), out var epoch) ? epoch : new DateTimeOffset(_newest, TimeSpan.Zero).ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
