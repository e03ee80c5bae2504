namespace Torture.Killing;

/// <summary>
/// What one writer does, step after step, and what must be there after each: nodes and members of its own, so that its steps alone
/// decide what it finds.
/// </summary>
internal sealed class WriterPlan(int seed, int writer)
{
    private const int Slots = 10;
    private const int Nodes = 6;
    private readonly string?[] _slots = new string?[Slots];

    /// <summary>Steps done.</summary>
    public long Done { get; private set; }

    public string Node0 => $"w{writer}-0";

    /// <summary>What is there, in the form of <see cref="LoadedRouter"/>'s report.</summary>
    public string Text => string.Join('|', _slots.Select((comment, slot) => comment is null ? null : $"{Name(slot)}={comment}").Where(line => line is not null));

    public WriterPlan Copy()
    {
        var copy = new WriterPlan(seed, writer) { Done = Done };
        _slots.CopyTo(copy._slots, 0);
        return copy;
    }

    public Step Next()
    {
        var number = ++Done;
        var luck = new Random(unchecked((seed * 31 + writer) * 1_000_003 + (int)number));
        var slot = _slots[0] is null ? 0 : luck.Next(Slots);
        // What the others refer to stays.
        var kind = _slots[slot] is null ? StepKind.Add : slot > 0 && luck.Next(4) == 0 ? StepKind.Remove : StepKind.Set;
        var comment = $"{number}{new string('.', luck.Next(8) * 8)}";
        _slots[slot] = kind == StepKind.Remove ? null : comment;
        return new Step(number, kind, slot < Nodes, Name(slot), comment);
    }

    private string Name(int slot) => $"w{writer}-{slot}";
}

/// <summary>One command of a writer; each is a commit.</summary>
internal sealed record Step(long Number, StepKind Kind, bool IsNode, string Name, string Comment);

internal enum StepKind
{
    Add,
    Set,
    Remove,
}
