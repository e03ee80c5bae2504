using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host.Logging;

public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Full_files_give_way_to_new_ones_and_the_oldest_is_gone()
    {
        await WriteAsync(new DiskLog("disk", new FilePath("log"), 3, 3), Enumerable.Range(1, 11));
        Files().ShouldBe(["log.0.txt", "log.1.txt", "log.2.txt"]);
        Content("log.0.txt").ShouldBe("jun/06/2008 14:47:23 script,info 10\njun/06/2008 14:47:23 script,info 11\n");
        Numbers("log.1.txt").ShouldBe(["7", "8", "9"]);
        Numbers("log.2.txt").ShouldBe(["4", "5", "6"]);
    }

    [Fact]
    public async Task The_next_start_goes_on_in_the_same_file()
    {
        var action = new DiskLog("disk", new FilePath("logs/router"), 3, 2);
        await WriteAsync(action, [1, 2]);
        await WriteAsync(action, [3, 4]);
        Files().ShouldBe(["logs/router.0.txt", "logs/router.1.txt"]);
        Numbers("logs/router.0.txt").ShouldBe(["4"]);
        Numbers("logs/router.1.txt").ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Full_files_stay_where_they_are_to_stay()
    {
        var action = new DiskLog("disk", new FilePath("log"), 2, 2, StopOnFull: true);
        await WriteAsync(action, Enumerable.Range(1, 9));
        await WriteAsync(action, [10]);
        Numbers("log.0.txt").ShouldBe(["3", "4"]);
        Numbers("log.1.txt").ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task One_file_is_begun_anew()
    {
        await WriteAsync(new DiskLog("disk", new FilePath("log"), 2, 1), Enumerable.Range(1, 5));
        Files().ShouldBe(["log.0.txt"]);
        Numbers("log.0.txt").ShouldBe(["5"]);
    }

    [Fact]
    public async Task Trouble_is_told_once_in_memory_and_whoever_logs_goes_on()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "log"), "in the way");
        var action = new DiskLog("disk", new FilePath("log/router"), 2, 2);
        var lines = await WriteAsync(action, Enumerable.Range(1, 100));
        lines.Count(line => line.StartsWith("log action disk failed: ", StringComparison.Ordinal)).ShouldBe(1);
        lines.Where(line => line.All(char.IsAsciiDigit)).ShouldBe(Enumerable.Range(1, 100).Select(number => $"{number}"));
    }

    [Fact]
    public async Task Two_actions_may_share_a_file()
    {
        await using (var book = Book())
        {
            DiskLog all = new("disk", new FilePath("log"), 3, 9), few = all with { Name = "more" };
            book.Use([new(["script"], [], "", all), new(["system"], [], "", few)], [all, few]);
            for (var number = 1; number <= 20; number++) book.Write(number % 2 == 0 ? "script,info" : "system,info", $"{number}");
        }
        Files().Count().ShouldBe(7);
        Files().SelectMany(Numbers).ShouldBe(Enumerable.Range(1, 20).Select(number => $"{number}"), ignoreOrder: true);
        Files().ShouldAllBe(file => Numbers(file).Count() <= 3);
    }

    private LogBook Book() => new(() => new DateTime(2008, 6, 6, 14, 47, 23), files: new FileStore(_folder, time => time));

    private async Task<List<string>> WriteAsync(DiskLog action, IEnumerable<int> numbers)
    {
        await using var book = Book();
        var memory = new MemoryLog("memory", 1000);
        book.Use([new([], [], "", action), new([], [], "", memory)], [action, memory]);
        foreach (var number in numbers) book.Write("script,info", $"{number}");
        await book.DisposeAsync();
        return [.. book.Lines.Select(line => line.Message)];
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file)).Order();

    private string Content(string file) => File.ReadAllText(Path.Combine(_folder, file));

    private IEnumerable<string> Numbers(string file) => Content(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1]);
}
