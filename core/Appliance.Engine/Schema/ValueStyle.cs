namespace Appliance.Engine.Schema;

/// <summary>Who reads the text of a value.</summary>
public enum ValueStyle
{
    /// <summary>A person at the console: <c>yes</c>, units, names of references.</summary>
    Console,

    /// <summary>A program: <c>true</c>, names of references.</summary>
    Api,

    /// <summary>
    /// A command that may be run on another router: as at the console, without units, and what a reference refers to even where it is
    /// not there: <c>=name</c> of a dynamic item, <c>*C000001A</c> for a target that was removed.
    /// </summary>
    Command,

    /// <summary>The store: <c>true</c>, numbers of references, no units.</summary>
    Stored,
}
