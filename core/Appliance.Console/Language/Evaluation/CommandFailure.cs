namespace Appliance.Console.Language.Evaluation;

/// <summary>A command failed; the message is the sentence that is printed, or caught by <c>on-error</c>.</summary>
internal sealed class CommandFailure(string sentence) : Exception(sentence);
