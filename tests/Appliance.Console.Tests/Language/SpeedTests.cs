using System.Diagnostics;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class SpeedTests
{
    [Fact]
    public void A_line_is_read_in_microseconds()
    {
        var tree = SampleTree.Make();
        var menu = tree.Children["xen"];
        var lines = Enumerable.Range(0, 20_000).Select(i => $"add name=x{i} memory=64 comment=\"number {i}\"").ToList();
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var line in lines) Parser.Parse(line, tree, menu, VariableNames.Known(_ => false));
            if (clock.Elapsed < best) best = clock.Elapsed;
        }
        (best.TotalMicroseconds / lines.Count).ShouldBeLessThan(50);
        TestContext.Current.SendDiagnosticMessage($"{best.TotalMicroseconds / lines.Count:0.00} us a line");
    }
}
