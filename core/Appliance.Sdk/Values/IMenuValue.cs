namespace Appliance.Sdk.Values;

/// <summary>A plugin's own value type: any struct or record that can be typed and printed may be a property of a menu.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IMenuValue<TSelf> where TSelf : IMenuValue<TSelf>
{
    /// <summary>What an error calls it: <c>invalid value of PROPERTY, NOUN required</c>.</summary>
    static abstract string Noun { get; }

    /// <summary>Widest printed text in characters; 0 shares what is left of the line.</summary>
    static abstract int Width { get; }

    /// <summary>
    /// The words to choose from, where the value is one of a list that only the machine knows: they complete, and a unique prefix is enough.
    /// </summary>
    static virtual IEnumerable<string> Words => [];

    /// <summary>Reads what a person types; <see cref="object.ToString"/> gives it back.</summary>
    static abstract bool TryParse(string text, out TSelf value);
}
