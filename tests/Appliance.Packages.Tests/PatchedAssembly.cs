using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Appliance.Packages.Tests;

/// <summary>Makes a plugin look as if it had been built against another contract.</summary>
internal static class PatchedAssembly
{
    public static byte[] WithContract(byte[] assembly, ushort contract)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var metadata = image.GetMetadataReader();
        var sdk = metadata.AssemblyReferences.Single(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "Appliance.Sdk");
        var row = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (MetadataTokens.GetRowNumber(sdk) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef);

        // The row begins with the major version.
        var patched = (byte[])assembly.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(row), contract);
        return patched;
    }

    /// <summary>Replaces a name of the same length wherever it is mentioned.</summary>
    public static byte[] Renamed(byte[] assembly, string name, string other)
    {
        var patched = (byte[])assembly.Clone();
        for (int at; (at = patched.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name))) >= 0;)
            Encoding.ASCII.GetBytes(other).CopyTo(patched, at);
        return patched;
    }
}
