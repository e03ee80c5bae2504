using System.Text.Json;
using System.Text.Json.Serialization;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>What the next daemon must know of a running guest; one file each in the run folder.</summary>
internal sealed record DomainRecord
{
    public required DomainSpec Spec { get; init; }
    public required int Pid { get; init; }
    public required ulong StartTime { get; init; }
    public IReadOnlyList<PluggedNic> Nics { get; init; } = [];

    public static DomainRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), DomainJson.Default.DomainRecord);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whole or not at all, whenever we are killed.</summary>
    public void Write(string path)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, DomainJson.Default.DomainRecord));
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <param name="Device">QEMU's name of the card; a new one each time it is plugged in, because the guest may be slow to let go of the old one.</param>
internal sealed record PluggedNic(string Device, string Key, ulong Mac, string Link, string KernelLink)
{
    public NicSpec Spec => new(Key, new MacAddress(Mac), Link, KernelLink);
}

[JsonSerializable(typeof(DomainRecord))]
internal sealed partial class DomainJson : JsonSerializerContext;
