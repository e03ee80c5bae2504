namespace Appliance.Console.Commands;

/// <summary>The console's own commands: a new one is added here.</summary>
internal static class UniversalCommands
{
    public static IReadOnlyList<ConsoleCommand> All { get; } = [];
}
