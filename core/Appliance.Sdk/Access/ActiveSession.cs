namespace Appliance.Sdk.Access;

/// <summary>A session that is open, as <c>/user active</c> shows it.</summary>
/// <param name="Number">Ascending, never reused while the daemon runs.</param>
/// <param name="When">When it began, in UTC by the machine's clock.</param>
/// <param name="Login">Whose it is.</param>
public sealed record ActiveSession(long Number, DateTime When, Login Login);
