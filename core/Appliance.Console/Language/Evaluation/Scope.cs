using Appliance.Console.Language.Values;
using Appliance.Console.Sessions;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Language.Evaluation;

/// <summary>The local variables of a block, and the row that a condition looks at.</summary>
internal sealed class Scope(Scope? parent, Variables globals, MemoryBudget budget) : IDisposable
{
    private Dictionary<string, Value>? _locals;
    private HashSet<string>? _globals;
    private long _taken;

    /// <summary>What is typed at the prompt, not a block of it: here a path changes the session's menu.</summary>
    public bool IsLine => parent is null && !IsFunction;

    public bool IsFunction { get; init; }

    /// <summary>For conditions.</summary>
    public Entry? Row { get; set; }

    /// <summary>Set by <c>:return</c>: the statements that follow are not run.</summary>
    public Value? Returned { get; set; }

    /// <summary>What all scopes of a command share.</summary>
    public MemoryBudget Budget => budget;

    public Scope Inner() => new(this, globals, budget) { Row = Row };

    public Scope Function() => new(null, globals, budget) { IsFunction = true };

    public void Declare(string name, Value value)
    {
        _locals ??= new(StringComparer.Ordinal);
        var more = value.Size - (_locals.TryGetValue(name, out var before) ? before.Size : 0);
        budget.Take(more);
        _taken += more;
        _locals[name] = value;
    }

    /// <summary>The variables are out of reach.</summary>
    public void Dispose() => budget.Take(-_taken);

    public void DeclareGlobal(string name)
    {
        (_globals ??= []).Add(name);
        _locals?.Remove(name);
        globals.Declare(name);
    }

    public Value Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._locals?.TryGetValue(name, out var value) == true) return value;
            if (scope._globals?.Contains(name) == true) break;
        }
        return globals.Get(name);
    }

    public void Set(string name, Value? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._locals?.ContainsKey(name) == true)
            {
                scope.Declare(name, value ?? Nil.Value);
                return;
            }
            if (scope._globals?.Contains(name) == true) break;
        }
        if (value is null) globals.Remove(name);
        else globals.Set(name, value);
    }

    private Scope? Parent => parent;
}
