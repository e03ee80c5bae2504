using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Guests;

/// <summary>
/// Remembers for the next daemon which virtual machines are enabled but off, and how they came to be. Gone when the router
/// restarts: then every enabled one is started.
/// </summary>
public sealed class PowerMarks(IFolders folders)
{
    private bool _closed;

    public void Set(ItemId machine, string state)
    {
        if (_closed) return;
        // Whole or not at all, whenever we are killed.
        File.WriteAllText(PathOf(machine) + ".new", state);
        File.Move(PathOf(machine) + ".new", PathOf(machine), overwrite: true);
    }

    public void Clear(ItemId machine) => File.Delete(PathOf(machine));

    public string? Find(ItemId machine) => File.Exists(PathOf(machine)) ? File.ReadAllText(PathOf(machine)) : null;

    /// <summary>The router goes down: nothing is remembered any more.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var mark in Directory.GetFiles(folders.Run, "*.off")) File.Delete(mark);
    }

    private string PathOf(ItemId machine) => Path.Combine(folders.Run, NicWish.KeyOf(machine) + ".off");
}
