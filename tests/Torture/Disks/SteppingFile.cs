using Appliance.Engine.Store.Files;

namespace Torture.Disks;

/// <summary>A file of a <see cref="SteppingDisk"/>. A write that is cut short leaves a part of it.</summary>
internal class SteppingFile(string path, FileMode mode, SteppingDisk disk) : DiskFile(path, mode)
{
    private string Name => System.IO.Path.GetFileName(Path);

    // Whatever file system the tests run on, the way with one flush is the one to torture.
    public override bool OverwritesInPlace => true;

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        disk.Do($"write {copy.Length} to {Name}", () => Change(offset, copy), luck => Change(offset, copy[..luck.Next(copy.Length)]));
    }

    public override void WriteBack(long offset, long length, bool wait) => disk.Do($"write back {Name}", () => WrittenBack(wait));

    public override void Sync() => disk.Do($"sync {Name}", Synced);

    public override void Truncate(long length) => disk.Do($"truncate {Name}", () => Cut(length));

    protected virtual void Change(long offset, byte[] bytes) => base.Write(offset, bytes);

    protected virtual void Cut(long length) => base.Truncate(length);

    // A process that dies leaves the page cache alone: nothing is to be done, and syncing for real would only take time.
    protected virtual void WrittenBack(bool wait)
    {
    }

    protected virtual void Synced()
    {
    }
}
