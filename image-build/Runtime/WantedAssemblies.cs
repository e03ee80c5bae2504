namespace Appliance.RuntimeTool;

/// <summary>What is known of .NET's assemblies that their references do not say.</summary>
/// <param name="Always">What plugins may use, whether or not anything uses it today.</param>
/// <param name="Seldom">What goes without native code: each method is compiled when it first runs.</param>
/// <param name="Never">What is only named by code that no router runs.</param>
internal sealed record WantedAssemblies(IReadOnlySet<string> Always, IReadOnlySet<string> Seldom, IReadOnlySet<string> Never)
{
    /// <summary>Reads a list: <c>always</c>, <c>seldom</c> or <c>never</c> and a name a line; what follows <c>#</c> is for people.</summary>
    public static WantedAssemblies Read(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0).ToLookup(words => words[0], words => words[1]);
        return new(lines["always"].ToHashSet(), lines["seldom"].ToHashSet(), lines["never"].ToHashSet());
    }
}
