namespace Appliance.Console.Printing;

/// <summary>How <c>print</c> shows a list.</summary>
public enum PrintForm
{
    /// <summary>A table of the menu's columns.</summary>
    Brief,

    /// <summary>All properties, wrapped at the terminal's width.</summary>
    Detail,

    /// <summary>All properties, one line for each item, without quotes.</summary>
    Terse,

    /// <summary>One property in each line.</summary>
    ValueList,
}
