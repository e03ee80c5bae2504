namespace Appliance.Sdk.Access;

/// <summary>Who uses a session: a person who logged in, or in whose name a script runs.</summary>
/// <param name="User">Name, as the prompt, the log and the history show it.</param>
/// <param name="Policies">What the user may do.</param>
/// <param name="Via">The way in, such as <c>local</c>, <c>telnet</c> or <c>api</c>.</param>
/// <param name="From">Address that the user came from; empty for the machine's own console.</param>
public sealed record Login(string User, Policy Policies = Policy.All, string Via = Login.Local, string From = "")
{
    /// <summary>The way in by the machine's own console.</summary>
    public const string Local = "local";
}
