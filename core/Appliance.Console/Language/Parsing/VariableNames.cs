namespace Appliance.Console.Language.Parsing;

/// <summary>The variables that exist at a place of the text.</summary>
internal sealed class VariableNames
{
    private readonly Func<string, bool>? _isGlobal;
    private List<HashSet<string>>? _scopes;
    private int _open;

    private VariableNames(Func<string, bool>? isGlobal) => _isGlobal = isGlobal;

    /// <summary>Those of the session, and what the text declares itself.</summary>
    public static VariableNames Known(Func<string, bool> isGlobal) => new(isGlobal);

    /// <summary>Every name is taken for a variable: for functions, whose arguments are known when they are called.</summary>
    public static VariableNames Any() => new(null);

    public bool Contains(string name) => _isGlobal is null || _open > 0 || _scopes?.Exists(scope => scope.Contains(name)) == true || _isGlobal(name);

    public void Declare(string name) => Scopes[^1].Add(name);

    /// <summary>Until disposed, declarations are local.</summary>
    public IDisposable Enter()
    {
        Scopes.Add([]);
        return new Leaving(() => Scopes.RemoveAt(Scopes.Count - 1));
    }

    /// <summary>Until disposed, every name is taken for a variable.</summary>
    public IDisposable EnterFunction()
    {
        _open++;
        return new Leaving(() => _open--);
    }

    // Most lines declare nothing.
    private List<HashSet<string>> Scopes => _scopes ??= [[]];

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
