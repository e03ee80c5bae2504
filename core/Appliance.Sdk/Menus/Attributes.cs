namespace Appliance.Sdk.Menus;

/// <summary>Makes a record a menu.</summary>
/// <param name="path">Words separated by blanks after one slash: <c>/xen interface</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MenuAttribute(string path) : Attribute
{
    /// <summary>The menu's path.</summary>
    public string Path { get; } = path;

    /// <summary>Items come from the machine: no <c>add</c>, no <c>remove</c>.</summary>
    public bool Fixed { get; init; }

    /// <summary>The order matters: <c>move</c> and <c>place-before</c> exist.</summary>
    public bool Ordered { get; init; }

    /// <summary>Nothing can be typed into the list: rows are observed.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>With <see cref="ReadOnly"/>: rows can be removed all the same, as files can. The menu's rows implement <c>IRemovableRows</c>.</summary>
    public bool Removable { get; init; }

    /// <summary>Items can be switched off: <c>enable</c>, <c>disable</c> and <c>disabled=</c> exist. Default true for lists.</summary>
    public bool CanDisable { get; init; } = true;

    /// <summary>Items carry a comment. Default true for lists.</summary>
    public bool CanComment { get; init; } = true;

    /// <summary>What is said of a name that another item has, where that is not <c>already have item with such name</c>.</summary>
    public string? NameTaken { get; init; }

    /// <summary>A new item without a name gets this word and the lowest free number, such as <c>bridge1</c>.</summary>
    public string? AutoName { get; init; }

    /// <summary>
    /// What the log and the history call an entry: <c>address</c> makes <c>address added</c>. A property in braces stands for its value:
    /// <c>route {dst-address}</c>.
    /// </summary>
    public string Noun { get; init; } = "item";

    /// <summary>Rows carry numbers in prints, by which commands find them. Default true for lists.</summary>
    public bool Numbered { get; init; } = true;
}

/// <summary>
/// Flags of a list in the order of the legend. Each argument is one character column of mutually exclusive letters:
/// <c>[PrintFlags("X disabled, R running", "S slave")]</c>. The word is both the legend's and the name of a boolean property.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PrintFlagsAttribute(params string[] groups) : Attribute
{
    /// <summary>The groups as written.</summary>
    public string[] Groups { get; } = groups;
}

/// <summary>
/// The plain <c>print</c> of this list is one line per row: the values of the brief columns separated by one blank, without legend,
/// header, numbers and padding, never cut. So prints <c>/log</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PlainLinesAttribute : Attribute;

/// <summary>The plain <c>print</c> of this list is the detailed one: its values are too long for columns. So prints <c>/user group</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DetailedPrintAttribute : Attribute;

/// <summary>One sentence for <c>?</c>, the reference and the web page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class HelpAttribute(string text) : Attribute
{
    /// <summary>Without a full stop.</summary>
    public string Text { get; } = text;
}

/// <summary>The exact wire name where it is not the property's name in kebab-case; for an enum's member, its word.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NameAttribute(string name) : Attribute
{
    /// <summary>Lower case with hyphens.</summary>
    public string Name { get; } = name;
}

/// <summary>A member that the engine knows by itself, not a property that is typed or printed as <c>name=value</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAPropertyAttribute : Attribute;

/// <summary>Inclusive range of a number, or of a time in seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(long least, long most) : Attribute
{
    /// <summary>Least value.</summary>
    public long Least { get; } = least;

    /// <summary>Greatest value.</summary>
    public long Most { get; } = most;
}

/// <summary>A column of the plain <c>print</c>, in order of declaration unless <see cref="Order"/> says otherwise.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BriefAttribute : Attribute
{
    /// <summary>Fixed width in characters; 0 takes the type's own, and text shares what is left.</summary>
    public int Width { get; init; }

    /// <summary>Columns are sorted by this, then by declaration.</summary>
    public int Order { get; init; }
}

/// <summary>Observed, never stored and never typed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StateAttribute : Attribute;

/// <summary>
/// Typed and applied at once, never stored nor exported: the time of day. The property is nullable and null by default. The reconciler
/// sees a value only in the commit in which it was typed: afterwards, and at boot, it is null again. Prints show what
/// <c>Observe</c> fills in.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotStoredAttribute : Attribute;

/// <summary>Stored at once, takes effect when the guest next starts.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtNextStartAttribute : Attribute;

/// <summary>The default is made anew for every item (a MAC address), so it is always stored and exported.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GeneratedAttribute : Attribute;

/// <summary>Hidden from whoever lacks the policy <c>sensitive</c>, and from the log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;

/// <summary>Typed and stored, and shown to nobody: no print, <c>get</c>, <c>find</c> or export has it. A password, which is stored as its hash.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WriteOnlyAttribute : Attribute;

/// <summary>Text in the console's language: it can be typed in braces, and detailed prints show it as it is, lines and all.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScriptAttribute : Attribute;

/// <summary>
/// The word for "no value" of a nullable property or of a reference, such as <c>none</c>, <c>unlimited</c>, <c>auto</c>.
/// Without it an unset property is left out of detailed prints.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnsetAttribute(string word) : Attribute
{
    /// <summary>The word.</summary>
    public string Word { get; } = word;
}

/// <summary>Left out of prints of whole records while it has its default; <c>get</c>, <c>find</c> and <c>export verbose</c> have it always.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QuietAttribute : Attribute;

/// <summary>A number that is typed and printed in hexadecimal with this many digits: <c>0x80</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HexadecimalAttribute(int digits) : Attribute
{
    /// <summary>Digits after <c>0x</c>.</summary>
    public int Digits { get; } = digits;
}

/// <summary>A number that is printed with its unit glued on, such as <c>kB</c> or <c>MHz</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(string suffix) : Attribute
{
    /// <summary>The unit.</summary>
    public string Suffix { get; } = suffix;
}

/// <summary>An argument of a command that may be typed without its name, in the order of declaration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnnamedAttribute : Attribute;
