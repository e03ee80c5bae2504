namespace Appliance.Console.Language.Evaluation;

/// <summary>A command that is being run.</summary>
internal sealed class Invocation;
