namespace Appliance.Console.Language.Evaluation;

/// <summary>
/// What scripts may use, in units: a character is one, an element of an array sixteen more. A unit is two or three bytes.
/// Legitimate scripts stay far below; a script that grows without end is told so, and the router lives on.
/// </summary>
internal static class Limits
{
    /// <summary>One text or array.</summary>
    public const int OneValue = 8_000_000;

    /// <summary>All local variables of a running command, or all global ones of a user.</summary>
    public const int AllValues = 32_000_000;

    /// <summary>What each element of an array costs besides its value.</summary>
    public const int Element = 16;

    /// <summary>Arrays inside arrays.</summary>
    public const int ArrayDepth = 100;

    /// <summary>Blocks inside blocks, and functions that call functions.</summary>
    public const int Nesting = 500;

    /// <summary>Characters of one command, however many lines it is typed in.</summary>
    public const int Command = 1_000_000;

    public static CommandFailure TooLong() => new("failure: contents too long");

    /// <summary>Checks the length that a text will have.</summary>
    public static void Check(long units)
    {
        if (units > OneValue) throw TooLong();
    }
}
