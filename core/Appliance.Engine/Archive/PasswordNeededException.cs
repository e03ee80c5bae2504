namespace Appliance.Engine.Archive;

/// <summary>A backup is encrypted, and no password was given.</summary>
internal sealed class PasswordNeededException() : Exception("password is needed");
