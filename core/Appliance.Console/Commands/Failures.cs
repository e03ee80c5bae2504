using Appliance.Console.Language.Evaluation;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands;

/// <summary>What is printed of several problems.</summary>
internal static class Failures
{
    /// <summary>The first mistake in the arguments; where there is none, everything that the configuration service says.</summary>
    public static void ThrowIfAny(IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0) return;
        var argument = problems.FirstOrDefault(problem => !problem.Sentence.StartsWith("failure: ", StringComparison.Ordinal));
        throw new CommandFailure(argument?.Sentence ?? string.Join('\n', problems.Select(problem => problem.Sentence).Distinct()))
        {
            Stands = problems.All(problem => problem.Stands),
        };
    }
}
