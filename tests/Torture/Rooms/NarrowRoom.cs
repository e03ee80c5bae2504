namespace Torture.Rooms;

/// <summary>Fills a small disk again and again, with a router on it.</summary>
internal static class NarrowRoom
{
    private const string Sentence = "failure: configuration can not be stored: No space left on device";

    public static async Task<int> RunAsync(string folder, int rounds, int seed)
    {
        var (store, ballast) = (Path.Combine(folder, "store"), Path.Combine(folder, "ballast"));
        var router = await RoomRouter.StartAsync(store);
        var (refused, number) = (0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            var luck = new Random(seed + round);
            var what = $"SEED={seed}, round {round}";
            Fill(ballast, folder, leave: luck.Next(2) == 0 ? 0 : luck.Next(3 << 20));
            for (var i = 0; i < 3000; i++)
            {
                // A checkpoint makes room; that is taken too.
                if (i % 50 == 49) Fill(ballast, folder, leave: 0);
                if (await router.TryAddAsync($"n{++number}", luck.Next(1, 30_000)) is not { } sentence) continue;
                if (sentence != Sentence) throw new InvalidOperationException($"{what}: it says {sentence}");
                refused++;
                break;
            }
            // One time in three the router starts while there is no room.
            if (luck.Next(3) == 0) router = await RestartAsync(router, store, what);
            File.Delete(ballast);
            if (await router.TryAddAsync($"n{++number}", luck.Next(1, 30_000)) is { } again) throw new InvalidOperationException($"{what}: there is room, and it says {again}\n{Listing(folder)}\n{router.Notices}");
            await router.SettleAsync();
            if (luck.Next(3) == 0) router = await RestartAsync(router, store, what);
            while (router.Count > 20)
            {
                if (await router.TryRemoveAsync(Math.Min(router.Count - 20, 20)) is not { } kept) continue;
                throw new InvalidOperationException($"{what}: there is room, and nothing can be removed: {kept}\n{Listing(folder)}\n{router.Notices}");
            }
        }
        await router.DisposeAsync();
        Console.WriteLine($"refused {refused}");
        return 0;
    }

    private static async Task<RoomRouter> RestartAsync(RoomRouter router, string store, string what)
    {
        var tree = router.Tree;
        await router.DisposeAsync();
        var again = await RoomRouter.StartAsync(store);
        if (again.Tree != tree) throw new InvalidOperationException($"{what}: after a restart the tree is\n{again.Tree}\ninstead of\n{tree}\n{again.Notices}");
        if (!again.MachineAgrees) throw new InvalidOperationException($"{what}: after a restart the machine is otherwise than the tree");
        return again;
    }

    private static string Listing(string folder) =>
        string.Join('\n', new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Select(file => $"{file.Length,9} {file.FullName}"));

    private static void Fill(string ballast, string folder, long leave)
    {
        var room = new DriveInfo(folder).AvailableFreeSpace - leave;
        using var file = new FileStream(ballast, FileMode.Append);
        try
        {
            for (var part = new byte[64 * 1024]; room > 0; room -= part.Length) file.Write(part);
            file.Flush();
        }
        catch (IOException)
        {
            // It is full, as it is to be.
            return;
        }
    }
}
