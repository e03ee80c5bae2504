namespace Appliance.Sdk.Plugins;

/// <summary>
/// What is stored of one item, for <see cref="IMenuBuilder{T}.Migrate"/>: text by wire name. Properties that had their default are not
/// there. Numbers are in digits, booleans <c>true</c> or <c>false</c>, lists separated by commas, words as typed; a reference is <c>*</c>
/// and the target's number in hexadecimal, or <c>=</c> and its name.
/// </summary>
/// <param name="values">As they were stored.</param>
public sealed class StoredValues(IReadOnlyDictionary<string, string> values)
{
    private readonly Dictionary<string, string> _values = new(values);

    /// <summary>The stored text; null where there is none, and to remove it.</summary>
    /// <param name="name">Wire name.</param>
    public string? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (value is null) _values.Remove(name);
            else _values[name] = value;
        }
    }

    /// <summary>All of it.</summary>
    public IReadOnlyDictionary<string, string> All => _values;
}
