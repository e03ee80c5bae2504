using Appliance.Engine.Store;
using Appliance.Engine.Store.Files;
using Appliance.Engine.Tests.Store;
using Torture.Disks;

namespace Torture.Steps;

/// <summary>A piece of a store's life that is carried out again and again, cut short at each of its steps.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Commits">How many commits were made before it.</param>
/// <param name="Crashed">Whether they are in the journal alone.</param>
/// <param name="Damage">What happened to the folder before it.</param>
internal sealed record StepStory(string Name, int Commits, bool Crashed, Action<string> Damage)
{
    public static IReadOnlyList<StepStory> All { get; } =
    [
        new("the first start", 0, false, _ => { }),
        new("commits and a checkpoint", 12, false, _ => { }),
        new("a start after a crash", 12, true, _ => { }),
        new("a start without a database", 12, true, folder => File.Delete(Path.Combine(folder, "configuration.db"))),
        new("a start with garbage for a database", 12, true, folder => Garbage(Path.Combine(folder, "configuration.db"))),
        new("a start with garbage for a database log", 12, true, folder => Garbage(Path.Combine(folder, "configuration-log.db"))),
        new("a start without an export", 12, true, folder => File.Delete(Path.Combine(folder, "configuration.rsc"))),
        new("a start with a damaged export", 12, false, folder => Garbage(Path.Combine(folder, "configuration.rsc"))),
        new("a start without the first copy of the journal", 12, true, folder => RemoveJournal(folder, "*.a")),
        new("a start with a damaged second copy of the journal", 12, true, folder => DamageJournal(folder, "*.b")),
    ];

    private static DiskStoreOptions Options => new() { CheckpointBytes = 900 };

    public async Task<Ledger> PrepareAsync(string folder)
    {
        var ledger = new Ledger();
        if (Commits == 0) return ledger;
        using var scratch = new TemporaryFolder();
        // Half of it is in a checkpoint; where it crashed, the other half is not.
        for (var half = 0; half < 2; half++)
        {
            await using var store = new DiskStore(scratch.Path, Options with { CheckpointBytes = 1 << 20, Disk = new UnsyncedDisk() });
            store.Load();
            for (var i = 0; i < Commits / 2; i++)
            {
                await store.AppendAsync(ledger.Next());
                ledger.Acknowledged = ledger.Made;
            }
            if (half == 1 && Crashed) scratch.CopyTo(folder);
        }
        if (!Crashed) scratch.CopyTo(folder);
        Damage(folder);
        return ledger;
    }

    /// <summary>Starts, commits, makes a checkpoint, stops; as far as it comes.</summary>
    public static async Task PlayAsync(string folder, Disk disk, Ledger ledger, List<string> notices)
    {
        try
        {
            await using var store = new DiskStore(folder, Options with { Disk = disk, Notice = Note });
            notices.AddRange(store.Load().Notices);
            await store.SettleAsync();
            for (var i = 0; i < 6; i++)
            {
                if (!await TryAppendAsync(store, ledger)) break;
                await store.SettleAsync();
            }
        }
        catch (IOException trouble)
        {
            Note("ended: " + trouble.Message);
        }
        void Note(string notice)
        {
            lock (notices) notices.Add(notice);
        }
    }

    // A refusal is for once; a disk that stopped refuses for ever.
    private static async Task<bool> TryAppendAsync(DiskStore store, Ledger ledger)
    {
        var commit = ledger.Next();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                await store.AppendAsync(commit);
                ledger.Acknowledged = commit.Revision;
                return true;
            }
            catch (IOException)
            {
                continue;
            }
        }
        return false;
    }

    private static void Garbage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 3; i < bytes.Length * 2 / 3; i++) bytes[i] = (byte)(i * 37);
        File.WriteAllBytes(path, bytes);
    }

    private static void RemoveJournal(string folder, string pattern)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "journal"), pattern)) File.Delete(file);
    }

    private static void DamageJournal(string folder, string pattern)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "journal"), pattern))
        {
            var bytes = File.ReadAllBytes(file);
            var used = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            bytes.AsSpan(used / 2, used / 4).Fill(0xAA);
            File.WriteAllBytes(file, bytes);
        }
    }
}
