namespace Appliance.Sdk.Scripts;

/// <summary>A global variable of the console's language.</summary>
/// <param name="Name">As after <c>:global</c>.</param>
/// <param name="Value">As <c>:put</c> shows it.</param>
public sealed record ScriptVariable(string Name, string Value);
