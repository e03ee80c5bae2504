using System.Reflection;

namespace Appliance.Packages.Loading;

/// <summary>One line out of an exception. The exception itself is not kept: it refers to types of the plugin, which could not be unloaded.</summary>
internal static class Reason
{
    private const int Longest = 200;

    public static string Of(Exception trouble) => trouble switch
    {
        TargetInvocationException { InnerException: { } inner } => Of(inner),
        TypeInitializationException { InnerException: { } inner } => Of(inner),
        AggregateException { InnerException: { } inner } => Of(inner),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => $"it does not fit this router's contract: {Of(first)}",
        _ => FirstLine(trouble.Message),
    };

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length > Longest ? $"{line[..Longest]}..." : line.ToString();
    }
}
