using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Commit;

/// <summary>Collects every problem of a commit before anything is touched.</summary>
internal static class Validator
{
    public static List<Problem> Check(List<Change> changes, Snapshot next)
    {
        var problems = new List<Problem>();
        foreach (var change in changes)
        {
            if (change.IsDynamic) continue;
            if (change.After is not { } entry)
            {
                problems.AddRange(change.Before!.ValidateRemoval(next));
                continue;
            }
            problems.AddRange(entry.Validate(next));
            if (entry is NamedItem named) problems.AddRange(CheckName(change, named, next));
        }
        return problems;
    }

    private static IEnumerable<Problem> CheckName(Change change, NamedItem item, Snapshot next)
    {
        var schema = change.Menu.Schema;
        if (item.Name.Length == 0)
        {
            // Interfaces say it themselves.
            if (!schema.IsInterface) yield return Problem.Failure("name is empty", "name");
        }
        else if (next.Space(schema.IdSpace).Names[item.Name] != item.Id)
        {
            yield return Problem.Failure(schema.Attribute.NameTaken ?? $"already have {(schema.IsInterface ? "interface" : "item")} with such name", "name");
        }
    }
}
