using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>A command that the console itself brings, in every menu that it fits.</summary>
internal abstract class ConsoleCommand(string name, string help)
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    /// <summary>Whether a menu has it.</summary>
    public abstract bool ExistsIn(MenuNode menu);

    /// <summary>What can be typed after it in a menu.</summary>
    public abstract IEnumerable<Argument> ArgumentsIn(MenuNode menu);

    /// <summary>Runs it.</summary>
    /// <exception cref="CommandFailure">What is wrong, as the sentence to print.</exception>
    public abstract ValueTask<Value> RunAsync(Invocation call, CancellationToken ct);
}
