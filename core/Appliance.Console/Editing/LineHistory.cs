namespace Appliance.Console.Editing;

/// <summary>The commands of one session, newest last.</summary>
/// <param name="keeps">Whether a command may be kept: those with secrets are not. All are when null.</param>
public sealed class LineHistory(Func<string, bool>? keeps = null)
{
    private const int Most = 500;
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Keeps a command, unless it is empty, secret, or the same as the one before.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || _lines.Count > 0 && _lines[^1] == line || keeps?.Invoke(line) == false) return;
        if (_lines.Count == Most) _lines.RemoveAt(0);
        _lines.Add(line);
    }
}
