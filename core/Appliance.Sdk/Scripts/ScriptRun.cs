using Appliance.Sdk.Access;

namespace Appliance.Sdk.Scripts;

/// <summary>What a script is run with.</summary>
/// <param name="Name">For the list of jobs and for the log.</param>
/// <param name="Source">Text in the console's language.</param>
/// <param name="Login">In whose name, and what it may do.</param>
public sealed record ScriptRun(string Name, string Source, Login Login);
