using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Appliance.RuntimeTool;

/// <summary>
/// What assemblies need of .NET, by the types that they name. Facades only forward types: they come along, and what they could forward
/// to does not, or LiteDB, which was built against <c>netstandard</c>, would bring everything.
/// </summary>
/// <param name="framework">Folder of .NET's assemblies.</param>
/// <param name="wanted">What is needed in any case, and what in none.</param>
internal sealed class Closure(string framework, WantedAssemblies wanted)
{
    private readonly Dictionary<string, string> _all = Directory.EnumerateFiles(framework, "*.dll")
        .Where(path => !wanted.Never.Contains(Path.GetFileNameWithoutExtension(path))).ToDictionary(path => Path.GetFileNameWithoutExtension(path));
    private readonly Dictionary<string, Dictionary<string, string>> _forwarded = [];
    private readonly SortedSet<string> _needed = new(StringComparer.Ordinal);
    private readonly Queue<string> _unread = new();

    /// <summary>Paths of the assemblies that are needed, all facades among them.</summary>
    /// <param name="roots">Paths of what needs them.</param>
    public IReadOnlyCollection<string> Of(IEnumerable<string> roots)
    {
        Need("System.Private.CoreLib");
        foreach (var name in wanted.Always.Concat(_all.Keys.Where(name => IsFacade(_all[name])))) Need(name);
        foreach (var path in roots) Read(path);
        while (_unread.TryDequeue(out var name))
            if (!IsFacade(_all[name])) Read(_all[name]);
        return [.. _needed.Select(name => _all[name])];
    }

    private void Need(string name)
    {
        if (_all.ContainsKey(name) && _needed.Add(name)) _unread.Enqueue(name);
    }

    private void Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata) return;
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) continue;
            var assembly = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
            Resolve(assembly, $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");
        }
    }

    private void Resolve(string assembly, string type)
    {
        while (_all.ContainsKey(assembly))
        {
            Need(assembly);
            if (!Forwarded(assembly).TryGetValue(type, out var next)) return;
            assembly = next;
        }
    }

    private Dictionary<string, string> Forwarded(string assembly)
    {
        if (_forwarded.TryGetValue(assembly, out var known)) return known;
        using var file = new PEReader(File.OpenRead(_all[assembly]));
        var metadata = file.GetMetadataReader();
        var types = new Dictionary<string, string>();
        foreach (var handle in metadata.ExportedTypes)
        {
            var type = metadata.GetExportedType(handle);
            if (type.IsForwarder && type.Implementation.Kind == HandleKind.AssemblyReference)
                types[$"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"] = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name);
        }
        return _forwarded[assembly] = types;
    }

    // The one type that every assembly has is the module itself; some facades embed an attribute or two.
    private static bool IsFacade(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.ExportedTypes.Count > 0 && metadata.MethodDefinitions.Count < 8;
    }
}
