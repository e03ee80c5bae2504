namespace Appliance.Console.Language.Parsing;

/// <summary>The text cannot be read: nothing of it is run.</summary>
internal sealed class SyntaxException(string sentence) : Exception(sentence);
