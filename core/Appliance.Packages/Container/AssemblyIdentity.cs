using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Appliance.Packages.Container;

/// <summary>What an assembly's metadata says, read without loading it.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="References">Referenced assemblies and the versions they were built against.</param>
public sealed record AssemblyIdentity(string Name, IReadOnlyDictionary<string, Version> References)
{
    /// <summary>Null for what is not a .NET assembly.</summary>
    public static AssemblyIdentity? Read(Stream file)
    {
        try
        {
            using var image = new PEReader(file, PEStreamOptions.LeaveOpen | PEStreamOptions.PrefetchMetadata);
            if (!image.HasMetadata)
                return null;
            var metadata = image.GetMetadataReader();
            var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .GroupBy(reference => metadata.GetString(reference.Name))
                .ToDictionary(group => group.Key, group => group.Max(reference => reference.Version)!);
            return new AssemblyIdentity(metadata.GetString(metadata.GetAssemblyDefinition().Name), references);
        }
        catch (Exception trouble) when (trouble is BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
