using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>A disk on which whoever comes to one kind of step hangs.</summary>
/// <param name="step">Such as <c>sync</c>.</param>
internal sealed class HangingDisk(string step) : Disk
{
    public Obstacle? Obstacle { get; set; }

    public override DiskFile Open(string path, FileMode mode) => new HangingFile(path, mode, this);

    public override void Move(string from, string to)
    {
        Come("move");
        base.Move(from, to);
    }

    public override void Delete(string path)
    {
        Come("delete");
        base.Delete(path);
    }

    public override void SyncFolder(string path)
    {
        Come("sync folder");
        base.SyncFolder(path);
    }

    private void Come(string to) => Obstacle?.Come(to == step);

    private sealed class HangingFile(string path, FileMode mode, HangingDisk disk) : DiskFile(path, mode)
    {
        // Whatever file system the tests run on, the second copy is written back.
        public override bool OverwritesInPlace => true;

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            disk.Come("write");
            base.Write(offset, bytes);
        }

        public override void WriteBack(long offset, long length, bool wait)
        {
            disk.Come("write back");
            base.WriteBack(offset, length, wait);
        }

        public override void Sync()
        {
            disk.Come("sync");
            base.Sync();
        }
    }
}
