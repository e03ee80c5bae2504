using Mono.Cecil;

namespace Appliance.RuntimeTool;

/// <summary>An assembly without the native code that .NET's builders have put into it: a third of its size.</summary>
internal static class Intermediate
{
    public static void Write(string path, string target)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        foreach (var module in assembly.Modules)
        {
            module.Attributes = (module.Attributes & ~(ModuleAttributes)4) | ModuleAttributes.ILOnly;
            module.Architecture = TargetArchitecture.I386;
            module.Characteristics |= ModuleCharacteristics.NoSEH;
        }
        // The same input gives the same octets.
        assembly.Write(target, new WriterParameters { DeterministicMvid = true, Timestamp = 0 });
    }
}
