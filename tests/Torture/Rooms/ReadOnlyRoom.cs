namespace Torture.Rooms;

/// <summary>A router on a disk that the kernel makes read only while it is in use, as it does after an error.</summary>
internal static class ReadOnlyRoom
{
    private const string Sentence = "failure: configuration can not be stored: Read-only file system";

    /// <param name="folder">On that disk.</param>
    /// <param name="error">A file of the kernel that makes an error of what is written to it.</param>
    public static async Task<int> RunAsync(string folder, string error)
    {
        var store = Path.Combine(folder, "store");
        await using (var router = await RoomRouter.StartAsync(store))
        {
            for (var i = 1; i <= 20; i++) Expect(null, await router.TryAddAsync($"n{i}", 500));
            await File.WriteAllTextAsync(error, "an error that a test makes");
            for (var i = 1; i <= 5; i++) Expect(Sentence, await router.TryAddAsync($"refused{i}", 500));
        }
        // The machine is started while the disk is as it is: it runs, and nothing can be changed.
        await using var again = await RoomRouter.StartAsync(store);
        Expect(20, again.Count);
        Expect(true, again.MachineAgrees);
        Expect(true, again.Notices.Contains("nothing can be stored now: Read-only file system"));
        Expect(Sentence, await again.TryAddAsync("refused", 500));
        Console.WriteLine("refused");
        return 0;
    }

    /// <summary>After the disk was repaired.</summary>
    public static async Task<int> RunAgainAsync(string folder)
    {
        await using var router = await RoomRouter.StartAsync(Path.Combine(folder, "store"));
        Expect(20, router.Count);
        Expect(true, router.MachineAgrees);
        Expect(null, await router.TryAddAsync("after all", 500));
        Console.WriteLine("was there again");
        return 0;
    }

    private static void Expect<T>(T expected, T got)
    {
        if (!Equals(expected, got)) throw new InvalidOperationException($"expected {expected}, got {got}");
    }
}
