using Appliance.Engine.Store.Files;

namespace Torture.Disks;

/// <summary>
/// A disk that loses power at a step: what was not synced is kept or lost, sector by sector, and names that were made, changed or
/// removed come back unless their folder was synced after it.
/// </summary>
internal sealed class ForgetfulDisk : SteppingDisk
{
    private readonly string _folder;
    private readonly Random _luck;
    private readonly Dictionary<string, Inode> _now = [];
    private readonly Dictionary<string, Inode> _durable = [];
    private readonly List<(string Folder, Action<Dictionary<string, Inode>> Change)> _names = [];

    public ForgetfulDisk(string folder, int at, Random luck) : base(at, StepFault.Killed, luck)
    {
        (_folder, _luck) = (folder, luck);
        foreach (var file in Files(folder)) _now[file] = _durable[file] = new Inode(File.ReadAllBytes(file));
    }

    public override void Move(string from, string to)
    {
        base.Move(from, to);
        Rename(from, names => { if (names.Remove(from, out var inode)) names[to] = inode; });
    }

    public override void Delete(string path)
    {
        base.Delete(path);
        Rename(path, names => names.Remove(path));
    }

    public override void SyncFolder(string path)
    {
        base.SyncFolder(path);
        lock (_names)
        {
            // File systems keep the order of such changes.
            var last = _names.FindLastIndex(name => name.Folder == path);
            foreach (var (_, change) in _names.Take(last + 1)) change(_durable);
            _names.RemoveRange(0, last + 1);
        }
    }

    /// <summary>Puts into the folder what is there when power comes back.</summary>
    public void LosePower()
    {
        Stop();
        lock (_names)
        {
            foreach (var (_, change) in _names.Take(_luck.Next(_names.Count + 1))) change(_durable);
            foreach (var file in Files(_folder)) File.Delete(file);
            foreach (var (path, inode) in _durable) File.WriteAllBytes(path, inode.After(_luck));
        }
    }

    protected override DiskFile Make(string path, FileMode mode)
    {
        lock (_names)
        {
            if (!_now.TryGetValue(path, out var inode))
            {
                inode = new Inode([]);
                var made = inode;
                Rename(path, names => names[path] = made);
            }
            else if (mode == FileMode.Create)
            {
                inode.Truncate(0);
            }
            return new ForgetfulFile(path, mode, this, inode);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("/lock", StringComparison.Ordinal));

    private void Rename(string path, Action<Dictionary<string, Inode>> change)
    {
        lock (_names)
        {
            change(_now);
            _names.Add((Path.GetDirectoryName(path)!, change));
        }
    }

    private void Flush(Inode synced)
    {
        synced.Synced();
        foreach (var inode in _now.Values) inode.Flushed();
    }

    private sealed class ForgetfulFile(string path, FileMode mode, ForgetfulDisk disk, Inode inode) : SteppingFile(path, mode, disk)
    {
        protected override void Change(long offset, byte[] bytes)
        {
            base.Change(offset, bytes);
            lock (disk._names) inode.Write(offset, bytes);
        }

        protected override void Cut(long length)
        {
            base.Cut(length);
            lock (disk._names) inode.Truncate(length);
        }

        protected override void WrittenBack(bool wait)
        {
            if (!wait) return;
            lock (disk._names) inode.WrittenBack();
        }

        protected override void Synced()
        {
            lock (disk._names) disk.Flush(inode);
        }
    }
}
