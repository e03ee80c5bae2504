using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>What is not done, and why.</summary>
/// <param name="What">As in <c>can not install xen-3.11.npk</c>.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record Refused(string What, string Reason)
{
    public static Refused Install(string file, Problem problem) => new($"install {file}", problem.Sentence);

    public override string ToString() => $"can not {What}: {Reason}";
}
