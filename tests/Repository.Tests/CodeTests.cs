using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Habits of the code that a machine can check.</summary>
public sealed partial class CodeTests
{
    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Checkout.CSharp.Select(file => (file, Checkout.Lines(file).Length)).Where(entry => entry.Length > 300).ShouldBeEmpty();

    [Fact]
    public void A_file_is_named_after_what_it_is() =>
        Checkout.CSharp.Where(file => VagueName().IsMatch(file)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() =>
        Found(Checkout.CSharp.Where(file => !file.StartsWith("tests/Repository.Tests/", StringComparison.Ordinal)), LeftForLater()).ShouldBeEmpty();

    [Fact]
    public void Code_waits_for_events_and_says_why_where_it_waits_for_time() =>
        Found(Checkout.Product, WaitsForTime()).Where(place => !IsCommentedAbove(place)).ShouldBeEmpty();

    [Fact]
    public void No_exception_is_swallowed() =>
        Checkout.Product.Where(file => SwallowedException().IsMatch(Checkout.Read(file))).ShouldBeEmpty();

    [Fact]
    public void Every_command_of_a_plugin_says_what_its_user_must_be_allowed_to_do() =>
        Checkout.CSharp.Where(file => file.StartsWith("plugins/", StringComparison.Ordinal) && Command().Matches(Checkout.Read(file)).Any(command => !command.Value.Contains("Needs(Policy.")))
            .ShouldBeEmpty();

    [Fact]
    public void There_are_no_regions() => Found(Checkout.CSharp, Region()).ShouldBeEmpty();

    private static IEnumerable<(string File, int Line)> Found(IEnumerable<string> files, Regex what) =>
        from file in files
        from line in Checkout.Lines(file).Index()
        where what.IsMatch(line.Item)
        select (file, line.Index + 1);

    private static bool IsCommentedAbove((string File, int Line) place) =>
        place.Line > 1 && Checkout.Lines(place.File)[place.Line - 2].TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Base|Common)\.cs$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\b(TODO|FIXME|NotImplementedException)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\((?!Timeout\.Infinite)")]
    private static partial Regex WaitsForTime();

    // Braces with nothing between them: not even a sentence that says why nothing is to be done.
    [GeneratedRegex(@"\bcatch\b[^{;]*\{\s*\}")]
    private static partial Regex SwallowedException();

    // The attributes of a class that implements ICommand, and its head.
    [GeneratedRegex(@"(^\[.*\]\n)*^[a-z ]*\bclass \w+(\([^)]*\))?\s*: [^{;\n]*\bICommand\b", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex Region();
}
