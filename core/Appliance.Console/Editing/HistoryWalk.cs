namespace Appliance.Console.Editing;

/// <summary>Steps through the history while one line is edited. What was typed, and what was changed in old lines, is still there on the way back.</summary>
internal sealed class HistoryWalk(LineHistory? history)
{
    private readonly string?[] _edited = new string?[(history?.Lines.Count ?? 0) + 1];
    private int _at = history?.Lines.Count ?? 0;

    public void Older(EditedLine line) => Go(line, -1);

    public void Newer(EditedLine line) => Go(line, 1);

    private void Go(EditedLine line, int step)
    {
        var next = _at + step;
        if (next < 0 || next >= _edited.Length) return;
        _edited[_at] = line.Text;
        _at = next;
        line.Reset(_edited[_at] ?? history!.Lines[_at]);
    }
}
