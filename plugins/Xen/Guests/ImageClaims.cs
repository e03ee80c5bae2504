using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Guests;

/// <summary>Which image belongs to which virtual machine while that is on. Different names of one file count as one.</summary>
public sealed class ImageClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ItemId> _owners = new(StringComparer.Ordinal);

    /// <returns>Who has it already; none when it is this machine's now.</returns>
    public ItemId Claim(string image, ItemId machine)
    {
        var file = Real(image);
        lock (_lock)
        {
            if (_owners.TryGetValue(file, out var owner) && owner != machine) return owner;
            _owners[file] = machine;
            return ItemId.None;
        }
    }

    public void Release(ItemId machine)
    {
        lock (_lock)
        {
            foreach (var image in _owners.Where(owner => owner.Value == machine).Select(owner => owner.Key).ToList()) _owners.Remove(image);
        }
    }

    private static string Real(string image) => File.ResolveLinkTarget(image, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(image);
}
