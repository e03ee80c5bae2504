namespace Scenarios.Running;

/// <summary>A text for people whose fenced blocks are carried out in order; blocks of unknown kinds are only read.</summary>
public sealed record Story(string Name, IReadOnlyList<Block> Blocks)
{
    private const string Fence = "```";

    public static Story Read(string path, string name)
    {
        var blocks = new List<Block>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            var words = lines[i][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var start = ++i;
            while (i < lines.Length && lines[i] != Fence) i++;
            if (words.Length > 0) blocks.Add(new(words[0], words[1..], lines[start..i], start + 1));
        }
        return new(name, blocks);
    }
}
