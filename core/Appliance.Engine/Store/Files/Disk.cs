using Appliance.Sdk.Drivers.Host;

namespace Appliance.Engine.Store.Files;

/// <summary>
/// Every step by which the store changes what is on its disk. Tests derive from it: a disk that fails, one that stops at a given step,
/// one that forgets what was not synced.
/// </summary>
internal class Disk
{
    /// <summary>Octets that the journal fills with zeros ahead of what it writes.</summary>
    public virtual int JournalRoom { get; init; } = 1 << 20;

    public virtual DiskFile Open(string path, FileMode mode) => new(path, mode);

    public virtual void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>What was made, renamed or removed in a folder lasts from here on.</summary>
    public virtual void SyncFolder(string path) => DurableFile.SyncFolder(path);
}
