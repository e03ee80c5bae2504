using System.Globalization;

namespace Torture;

/// <summary>
/// How often, and with which luck. <c>ROUNDS</c> and <c>SEED</c> in the environment say so; else 50 rounds, and another seed each time.
/// The seed is printed with the count, and stands in every failure.
/// </summary>
internal sealed class Rounds
{
    private Rounds(string name, int count) => (Name, Count) = (name, count);

    public static int Wanted { get; } = Number("ROUNDS") ?? 50;

    public static int Seed { get; } = Number("SEED") ?? Random.Shared.Next(1_000_000);

    public string Name { get; }

    public int Count { get; }

    /// <summary>Rounds of one kind of fault; <paramref name="share"/> of those wanted where one takes long.</summary>
    public static Rounds Of(string name, double share = 1) => new(name, Math.Max(1, (int)(Wanted * share)));

    /// <summary>Where there are steps to go through: all of them in a full run, else every third, beginning with another one each time.</summary>
    public static (int First, int Stride) Steps => Wanted >= 300 ? (1, 1) : ((Seed % 3) + 1, 3);

    /// <summary>The luck of one round, the same for the same seed.</summary>
    public Random Luck(int round) => new(HashCode(round));

    public string Describe(int round, string what = "") => $"{Name}, SEED={Seed}, round {round} {what}";

    /// <summary>For the one who reads the output.</summary>
    public void Report(string result) => Console.WriteLine($"   {Name}: {Count} rounds, SEED={Seed}{(result.Length > 0 ? $" ({result})" : "")}");

    // Each kind of fault has luck of its own; strings hash differently in every process.
    private int HashCode(int round) => unchecked(Name.Aggregate((Seed * 31) + round, (hash, letter) => (hash * 31) + letter));

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
