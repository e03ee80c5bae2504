namespace Appliance.Sdk.Values;

/// <summary>A driver cannot do what is asked. The whole commit goes back and the person sees the sentence.</summary>
public sealed class RefusedException(string sentence) : Exception(sentence)
{
    /// <summary>
    /// What is in the way may go: a file may be uploaded, another item may let go of it. An import keeps such an item, shows and logs the
    /// sentence, and goes on.
    /// </summary>
    public bool IsTemporary { get; init; }
}

/// <summary>A driver cannot do it yet. The item is kept, flagged invalid, and tried again when something changes.</summary>
public sealed class NotReadyException(string sentence) : Exception(sentence);
