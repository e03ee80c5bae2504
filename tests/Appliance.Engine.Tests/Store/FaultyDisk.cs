using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Tests.Store;

/// <summary>Journal files whose disk fails when told to, and counts what it is asked.</summary>
internal sealed class FaultyDisk : Disk
{
    private int _syncs;

    public bool FailsToWrite { get; set; }

    /// <summary>Of each file.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public bool FailsToSync { get; set; }

    public bool FailsToTruncate { get; set; }

    /// <summary>While this is set, a sync waits for it.</summary>
    public ManualResetEventSlim? Hold { get; set; }

    /// <summary>Released at each sync that begins.</summary>
    public SemaphoreSlim Syncing { get; } = new(0);

    public int Syncs => _syncs;

    public override DiskFile Open(string path, FileMode mode) => path.EndsWith(".a") || path.EndsWith(".b") ? new FaultyFile(path, mode, this) : base.Open(path, mode);

    private sealed class FaultyFile(string path, FileMode mode, FaultyDisk disk) : DiskFile(path, mode)
    {
        // Whatever file system the tests run on, one sync serves both copies.
        public override bool OverwritesInPlace => true;

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            // A full disk takes a part and then no more.
            var taken = disk.FailsToWrite ? bytes.Length / 2 : (int)Math.Clamp(disk.Capacity - offset, 0, bytes.Length);
            base.Write(offset, bytes[..taken]);
            Fail(taken < bytes.Length, "No space left on device");
        }

        public override void Sync()
        {
            Interlocked.Increment(ref disk._syncs);
            disk.Syncing.Release();
            disk.Hold?.Wait();
            base.Sync();
            Fail(disk.FailsToSync, "Input/output error");
        }

        public override void Truncate(long length)
        {
            Fail(disk.FailsToTruncate, "Read-only file system");
            base.Truncate(length);
        }

        private static void Fail(bool fails, string why)
        {
            if (fails) throw new IOException(why);
        }
    }
}
