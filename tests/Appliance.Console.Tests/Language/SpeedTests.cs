using Appliance.Console.Language.Parsing;
using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class SpeedTests
{
    /// <summary>Memory instead of time: a busy machine does not change it.</summary>
    [Fact]
    public void Reading_a_line_takes_little_memory()
    {
        var tree = SampleTree.Make();
        var menu = tree.Children["xen"];
        var lines = Enumerable.Range(0, 1_000).Select(i => $"add name=x{i} memory=64 comment=\"number {i}\"").ToList();
        foreach (var line in lines) Parser.Parse(line, tree, menu, VariableNames.Known(_ => false));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var line in lines) Parser.Parse(line, tree, menu, VariableNames.Known(_ => false));
        ((GC.GetAllocatedBytesForCurrentThread() - before) / lines.Count).ShouldBeLessThan(2_500);
    }
}
