using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Guests;

/// <summary>Which image belongs to which virtual machine while that is on. Different names of one file count as one.</summary>
public sealed class ImageClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ItemId> _owners = new(StringComparer.Ordinal);
    private uint _workers = ItemId.FirstMissing;

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

    /// <summary>Keeps an image from every virtual machine until the result is disposed; null where one has it, or somebody else works on it.</summary>
    /// <param name="image">Path of the file.</param>
    /// <param name="owner">Who has it, if not null.</param>
    public IDisposable? Hold(string image, out ItemId owner)
    {
        var worker = new ItemId(Interlocked.Increment(ref _workers));
        owner = Claim(image, worker);
        return owner.IsNone ? new Holding(this, worker) : null;
    }

    public void Release(ItemId machine)
    {
        lock (_lock)
        {
            foreach (var image in _owners.Where(owner => owner.Value == machine).Select(owner => owner.Key).ToList()) _owners.Remove(image);
        }
    }

    private static string Real(string image) => File.ResolveLinkTarget(image, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(image);

    private sealed class Holding(ImageClaims claims, ItemId worker) : IDisposable
    {
        public void Dispose() => claims.Release(worker);
    }
}
