namespace Appliance.Sdk.Values;

/// <summary>
/// A value that takes time to make of what was typed: a password that is stored as a slow hash. <see cref="Prepare"/> runs before the
/// commit has its turn, so that nobody waits for it; <see cref="IMenuValue{TSelf}.TryParse"/> only ever sees its result, which is also what
/// is stored.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IPreparedValue<TSelf> : IMenuValue<TSelf> where TSelf : IPreparedValue<TSelf>
{
    /// <summary>Turns typed text into what is stored. On a thread of its own; may take long.</summary>
    static abstract string Prepare(string typed);
}
