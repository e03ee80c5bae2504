using System.Text.Json;
using System.Text.Json.Serialization;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>What the next daemon must know of a guest; one file each in the run folder.</summary>
internal sealed record DomainRecord
{
    public required DomainSpec Spec { get; init; }

    /// <summary>By which the hypervisor knows the domain again, whatever its number.</summary>
    public required Guid Uuid { get; init; }

    public DomainStage Stage { get; init; }

    public IReadOnlyList<PluggedNic> Nics { get; init; } = [];

    public static DomainRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), XenJson.Default.DomainRecord);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whole or not at all, whenever we are killed.</summary>
    public void Write(string path)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, XenJson.Default.DomainRecord));
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>What was being done with a domain when the note was written.</summary>
internal enum DomainStage
{
    /// <summary>It is being made: half of it is to be taken away.</summary>
    Making,

    /// <summary>It is there.</summary>
    Made,

    /// <summary>The guest has restarted itself: it is to be made anew.</summary>
    Restarting,

    /// <summary>Its plug is pulled: what is left is to be taken away.</summary>
    Doomed,
}

/// <param name="Handle">The card's number in the domain.</param>
internal sealed record PluggedNic(uint Handle, string Key, ulong Mac, string Link, string KernelLink)
{
    public NicSpec Spec => new(Key, new MacAddress(Mac), Link, KernelLink);
}

[JsonSerializable(typeof(DomainRecord))]
internal sealed partial class XenJson : JsonSerializerContext;
