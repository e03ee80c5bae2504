using Appliance.Engine.Store.Files;

namespace Torture.Disks;

/// <summary>
/// Counts every step that changes something on the disk, and does at one of them what it is told: from that step on nothing reaches
/// the disk, as if the process were killed there; or that one step is refused.
/// </summary>
internal class SteppingDisk(int at, StepFault fault, Random luck) : Disk
{
    private readonly Lock _gate = new();
    private int _at = at;
    private int _steps;

    public int Steps => _steps;

    public bool Stopped { get; private set; }

    /// <summary>What was to be done at the step.</summary>
    public string Met { get; private set; } = "nothing";

    /// <summary>Another process goes on with it.</summary>
    public void Resume()
    {
        lock (_gate) (Stopped, _at) = (false, 0);
    }

    /// <summary>Nothing reaches it from here on.</summary>
    public void Stop()
    {
        lock (_gate) Stopped = true;
    }

    // Little, so that there is much to happen in a short time.
    public override int JournalRoom => 4096;

    public override DiskFile Open(string path, FileMode mode)
    {
        // To open what is there changes nothing.
        if (mode != FileMode.Create && File.Exists(path)) return Make(path, mode);
        return Do($"create {Path.GetFileName(path)}", () => Make(path, mode));
    }

    public override void Move(string from, string to) => Do($"rename {Path.GetFileName(from)}", () => base.Move(from, to));

    public override void Delete(string path) => Do($"delete {Path.GetFileName(path)}", () => base.Delete(path));

    // Nothing is done: a process that dies leaves the page cache alone.
    public override void SyncFolder(string path) => Do($"sync folder {Path.GetFileName(path)}", static () => { });

    protected virtual DiskFile Make(string path, FileMode mode) => new SteppingFile(path, mode, this);

    /// <summary>One step; <paramref name="half"/> is what of it may happen when it is cut short.</summary>
    protected internal void Do(string what, Action step, Action<Random>? half = null)
    {
        lock (_gate)
        {
            if (Stopped) throw new IOException("killed before");
            if (++_steps == _at)
            {
                Met = what;
                half?.Invoke(luck);
                if (fault == StepFault.Refused) throw luck.Next(2) == 0 ? new IOException("No space left on device", 28) : new IOException("Input/output error", 5);
                Stopped = true;
                throw new IOException("killed");
            }
            step();
        }
    }

    private T Do<T>(string what, Func<T> step)
    {
        T result = default!;
        Do(what, () => { result = step(); });
        return result;
    }
}

internal enum StepFault
{
    Killed,
    Refused,
}
