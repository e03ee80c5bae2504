using System.Text.Json;
using System.Text.Json.Serialization;

namespace Appliance.PackageTool;

/// <summary>A <c>package.json</c>: what goes into a package. Paths are seen from the file.</summary>
internal sealed record PackageRecipe
{
    public required string Name { get; init; }

    // Settable, not init: the generated reader would replace the defaults of init properties by null.
    public string Description { get; set; } = "";
    public IReadOnlyList<string> Depends { get; set; } = [];

    /// <summary>Folders of plugins' projects.</summary>
    public IReadOnlyList<string> Plugins { get; set; } = [];

    /// <summary>Folder whose files go into the package as they are.</summary>
    public string Files { get; set; } = "";

    /// <summary>The same for files that only a machine needs, and copies of the package for guests are without. Where there is no such folder there are none.</summary>
    public string Machines { get; set; } = "";

    [JsonIgnore]
    public string Folder { get; private init; } = "";

    public static PackageRecipe Read(string path) => Parse(path) with { Folder = Path.GetDirectoryName(Path.GetFullPath(path))! };

    private static PackageRecipe Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RecipeJson.Default.PackageRecipe) ?? throw new UnusableInputException($"{path} is empty");
        }
        catch (JsonException trouble)
        {
            throw new UnusableInputException($"{path}: {trouble.Message}");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PackageRecipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
