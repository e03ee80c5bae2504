using Appliance.Console.Commands.Lists;

namespace Appliance.Console.Commands;

/// <summary>The console's own commands: a new one is added here.</summary>
internal static class UniversalCommands
{
    public static IReadOnlyList<ConsoleCommand> All { get; } =
    [
        new Add(), new Comment(), new Switch("disable", "Disable items", true), new Switch("enable", "Enable items", false), new Export(), new Find(), new Get(),
        new Move(), new Print(), new Remove(), new Set(),
        .. GlobalCommands.Commands,
    ];
}
