namespace Appliance.Sdk.Scripts;

/// <summary>A script that is running.</summary>
/// <param name="Number">Ascending, never reused.</param>
/// <param name="Run">What runs, and in whose name.</param>
/// <param name="Started">Local time of the router.</param>
public sealed record ScriptJob(long Number, ScriptRun Run, DateTime Started);
