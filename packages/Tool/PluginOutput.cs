using System.Text.Json;
using Appliance.Packages.Container;

namespace Appliance.PackageTool;

/// <summary>What the build of one plugin left behind: its assembly and its private dependencies, by the build's own list (<c>.deps.json</c>).</summary>
internal sealed class PluginOutput
{
    // The router gives these to every plugin; a private copy would be a different type of the same name.
    private static readonly string[] s_fromTheRouter =
        ["Appliance.Sdk", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"];

    private static readonly string[] s_platforms = ["linux-x64", "linux", "unix"];

    private readonly Dictionary<string, string> _paths = [];

    private PluginOutput(string folder, string list)
    {
        Assembly = Path.GetFileName(list)[..^".deps.json".Length] + ".dll";
        foreach (var file in Listed(list))
            _paths[Path.GetFileName(file)] = Path.Combine(folder, file);
        if (!_paths.ContainsKey(Assembly))
            throw new UnusableInputException($"{list} does not list {Assembly}");
    }

    /// <summary>File name of the plugin's own assembly.</summary>
    public string Assembly { get; }

    /// <summary>Names of the files; the loader wants all of them in one folder, those for this platform in place of the general ones.</summary>
    public IReadOnlyCollection<string> Files => _paths.Keys;

    public static PluginOutput Of(string project, string configuration)
    {
        var folder = Path.Combine(project, "bin", configuration, "net10.0");
        var lists = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.deps.json") : [];
        return lists.Length == 1
            ? new PluginOutput(folder, lists[0])
            : throw new UnusableInputException($"{folder} has {lists.Length} .deps.json files, not one: build the plugin first");
    }

    public string PathOf(string file) => _paths[file];

    /// <summary>Contract version that the plugin's assembly was built against.</summary>
    public int Contract()
    {
        using var file = File.OpenRead(PathOf(Assembly));
        return AssemblyIdentity.Read(file)?.References.GetValueOrDefault("Appliance.Sdk")?.Major
            ?? throw new UnusableInputException($"{Assembly} does not reference Appliance.Sdk");
    }

    private static IEnumerable<string> Listed(string list)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(list));
        var target = json.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
        foreach (var library in json.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject())
        {
            if (s_fromTheRouter.Contains(library.Name.Split('/')[0]))
                continue;
            foreach (var kind in (string[])["runtime", "native"])
            {
                if (library.Value.TryGetProperty(kind, out var files))
                {
                    foreach (var file in files.EnumerateObject())
                        yield return Path.GetFileName(file.Name);
                }
            }

            if (library.Value.TryGetProperty("runtimeTargets", out var specific))
            {
                foreach (var file in specific.EnumerateObject().Where(file => s_platforms.Contains(file.Value.GetProperty("rid").GetString())))
                    yield return file.Name;
            }
        }
    }
}
