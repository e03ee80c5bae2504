using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.UsersPlugin.Groups;

/// <summary>
/// Policies as a list that names all of them: <c>local,read,!telnet,!ftp</c>. What is typed names those that are granted; what it does not
/// name is denied, with or without <c>!</c>. A word may be shortened.
/// </summary>
public readonly record struct PolicyList(Policy Granted) : IMenuValue<PolicyList>
{
    private static readonly (Policy Policy, string Word)[] s_all =
        [.. Enum.GetValues<Policy>().Where(policy => policy is not (Policy.None or Policy.All)).Select(policy => (policy, policy.ToString().ToLowerInvariant()))];

    public static string Noun => "policy, ...";

    public static int Width => 0;

    public static IEnumerable<string> Words => s_all.Select(each => each.Word).Concat(s_all.Select(each => "!" + each.Word));

    public static bool TryParse(string text, out PolicyList value)
    {
        value = default;
        var granted = Policy.None;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(part.TrimStart('!')) is not { } policy) return false;
            granted = part[0] == '!' ? granted & ~policy : granted | policy;
        }
        value = new(granted);
        return true;
    }

    public override string ToString()
    {
        var granted = Granted;
        return string.Join(',', s_all.Where(each => granted.HasFlag(each.Policy)).Select(each => each.Word)
            .Concat(s_all.Where(each => !granted.HasFlag(each.Policy)).Select(each => "!" + each.Word)));
    }

    private static Policy? Find(string word)
    {
        var matches = s_all.Where(each => each.Word == word).ToList();
        if (matches.Count == 0) matches = [.. s_all.Where(each => each.Word.StartsWith(word, StringComparison.Ordinal))];
        return word.Length > 0 && matches is [var only] ? only.Policy : null;
    }
}
