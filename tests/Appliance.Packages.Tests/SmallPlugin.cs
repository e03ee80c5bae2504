using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Appliance.Packages.Tests;

/// <summary>Plugins that are compiled from a few words of source.</summary>
internal static class SmallPlugin
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A plugin that does nothing.</summary>
    public static byte[] Quiet { get; } = WithRegister("");

    public static byte[] WithRegister(string body) => Compile($"public sealed class It : IPlugin {{ public void Register(IPluginBuilder plugin) {{ {body} }} }}");

    public static byte[] Compile(string source) => Compile($"Small{Guid.NewGuid():N}", source);

    /// <param name="name">Of the assembly.</param>
    /// <param name="source">C# without usings.</param>
    /// <param name="libraries">Assemblies that it uses besides the SDK.</param>
    public static byte[] Compile(string name, string source, params byte[][] libraries)
    {
        const string Usings = "using System; using Appliance.Sdk.Menus; using Appliance.Sdk.Plugins; using Appliance.Sdk.Values;\n";
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(Usings + source)],
            [.. s_references, .. libraries.Select(library => MetadataReference.CreateFromImage(library))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        return assembly.ToArray();
    }
}
