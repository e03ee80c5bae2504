namespace Appliance.Console.Editing;

/// <summary>The commands of one session, newest last.</summary>
/// <param name="keeps">Whether a command may be kept: those with secrets are not. All are when null.</param>
public sealed class LineHistory(Func<string, bool>? keeps = null)
{
    private const int Most = 500;
    private const int MostCharacters = 1_000_000;
    private readonly List<string> _lines = [];
    private int _characters;

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Keeps a command, unless it is empty, secret, or the same as the one before.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || _lines.Count > 0 && _lines[^1] == line || keeps?.Invoke(line) == false) return;
        _lines.Add(line);
        _characters += line.Length;
        while (_lines.Count > Most || _characters > MostCharacters)
        {
            _characters -= _lines[0].Length;
            _lines.RemoveAt(0);
        }
    }
}
