namespace Appliance.Engine.Access;

/// <summary>
/// A user asked to see what it may not see. An exception, so that no way in can mistake it for an empty list; each shows the message
/// as the sentence of an ordinary mistake.
/// </summary>
public sealed class NotPermittedException() : Exception(Permissions.NotEnough.Sentence);
