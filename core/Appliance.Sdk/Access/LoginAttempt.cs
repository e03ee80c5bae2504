namespace Appliance.Sdk.Access;

/// <summary>Somebody who wants to come in.</summary>
/// <param name="User">Name as typed.</param>
/// <param name="Password">As typed; never logged, never kept.</param>
/// <param name="Via">The way in, such as <c>local</c>, <c>telnet</c> or <c>api</c>.</param>
/// <param name="From">Address that it comes from; empty at the machine's own console.</param>
public sealed record LoginAttempt(string User, string Password, string Via, string From = "")
{
    /// <summary>Without the password: a record's text ends up in logs.</summary>
    public override string ToString() => $"{User} via {Via}";
}
