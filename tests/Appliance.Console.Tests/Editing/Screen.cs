using System.Text;
using Appliance.Console.Printing;

namespace Appliance.Console.Tests.Editing;

/// <summary>What a person sees: as much of a VT100 as the console uses.</summary>
internal sealed class Screen(int width, int height)
{
    private readonly List<string[]> _rows = [.. Enumerable.Range(0, height).Select(_ => Empty(width))];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _escape = new();
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> Holds, TaskCompletionSource Done)> _waiting = [];
    private bool _inEscape;

    public int Width { get; private set; } = width;
    public int Row { get; private set; }
    public int Column { get; private set; }

    /// <summary>All rows without trailing blanks, down to the last one that is not empty.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _rows.Select(row => string.Concat(row).TrimEnd())).TrimEnd('\n');
        }
    }

    /// <summary>The row of the cursor, with <c>|</c> at the cursor.</summary>
    public string Line
    {
        get
        {
            lock (_gate) return (string.Concat(_rows[Row][..Column]) + "|" + string.Concat(_rows[Row][Column..])).TrimEnd();
        }
    }

    public void Resize(int columns)
    {
        lock (_gate)
        {
            for (var i = 0; i < _rows.Count; i++) _rows[i] = [.. _rows[i].Take(columns), .. Empty(Math.Max(0, columns - _rows[i].Length))];
            Width = columns;
            Column = Math.Min(Column, columns - 1);
        }
    }

    public async Task Until(Func<bool> holds)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (holds()) return;
            _waiting.Add((holds, done));
        }
        try
        {
            await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"the screen shows\n{Text}\nand the cursor's line is\n{Line}");
        }
    }

    public Task Shows(string text) => Until(() => Text.Contains(text, StringComparison.Ordinal));

    public Task LineIs(string line) => Until(() => Line == line);

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Span<char> chars = new char[bytes.Length + 4];
            foreach (var rune in ((ReadOnlySpan<char>)chars[.._decoder.GetChars(bytes, chars, false)]).EnumerateRunes()) Feed(rune);
            foreach (var (_, done) in _waiting.Where(waiting => waiting.Holds())) done.TrySetResult();
            _waiting.RemoveAll(waiting => waiting.Done.Task.IsCompleted);
        }
    }

    private static string[] Empty(int columns) => [.. Enumerable.Repeat(" ", columns)];

    private void Feed(Rune rune)
    {
        if (_inEscape) Escape((char)rune.Value);
        else if (rune.Value == 0x1B) _inEscape = true;
        else if (rune.Value == '\r') Column = 0;
        else if (rune.Value == '\n') LineFeed();
        else if (rune.Value == '\b') Column = Math.Max(0, Column - 1);
        else if (rune.Value >= ' ') Put(rune);
    }

    private void Put(Rune rune)
    {
        var columns = TextWidth.Of(rune);
        if (columns == 0)
        {
            _rows[Row][Math.Max(0, Column - 1)] += rune.ToString();
            return;
        }
        if (Column + columns > Width)
        {
            Column = 0;
            LineFeed();
        }
        _rows[Row][Column] = rune.ToString();
        if (columns == 2) _rows[Row][Column + 1] = "";
        Column += columns;
    }

    private void LineFeed()
    {
        if (++Row < _rows.Count) return;
        Row--;
        _rows.RemoveAt(0);
        _rows.Add(Empty(Width));
    }

    private void Escape(char one)
    {
        _escape.Append(one);
        if (one is '[' || char.IsAsciiDigit(one) || one == ';') return;
        var sequence = _escape.ToString();
        var number = int.TryParse(sequence[1..^1], out var given) ? given : 1;
        switch (sequence[^1])
        {
            case 'K': Array.Fill(_rows[Row], " ", Column, Width - Column); break;
            case 'H': (Row, Column) = (0, 0); break;
            case 'J': foreach (var row in _rows) Array.Fill(row, " "); break;
            case 'D': Column = Math.Max(0, Column - number); break;
            default: throw new InvalidOperationException($"the console sent ESC {sequence}");
        }
        _escape.Clear();
        _inEscape = false;
    }
}
