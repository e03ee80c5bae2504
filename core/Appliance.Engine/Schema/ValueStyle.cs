namespace Appliance.Engine.Schema;

/// <summary>Who reads the text of a value.</summary>
public enum ValueStyle
{
    /// <summary>A person at the console: <c>yes</c>, units, names of references.</summary>
    Console,

    /// <summary>A program: <c>true</c>, names of references.</summary>
    Api,

    /// <summary>The store: <c>true</c>, numbers of references, no units.</summary>
    Stored,
}
