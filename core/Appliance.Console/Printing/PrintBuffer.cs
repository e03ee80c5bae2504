using System.Buffers;
using System.Globalization;
using System.Text;

namespace Appliance.Console.Printing;

/// <summary>Collects lines and hands them on in big pieces, without trailing blanks.</summary>
internal sealed class PrintBuffer(TextWriter to) : IDisposable
{
    private const int FlushAt = 60_000;
    private char[] _chars = ArrayPool<char>.Shared.Rent(FlushAt + 4_096);
    private int _length;
    private int _lineStart;

    /// <summary>Scratch for the text of one value.</summary>
    public StringBuilder Cell { get; } = new(256);

    public void Append(char one)
    {
        if (_length == _chars.Length) Grow(1);
        _chars[_length++] = one;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - _length) Grow(text.Length);
        text.CopyTo(_chars.AsSpan(_length));
        _length += text.Length;
    }

    public void Blanks(int count)
    {
        if (count <= 0) return;
        if (count > _chars.Length - _length) Grow(count);
        _chars.AsSpan(_length, count).Fill(' ');
        _length += count;
    }

    /// <summary>A number, right-aligned.</summary>
    public void Number(uint number, int width)
    {
        if (width + 10 > _chars.Length - _length) Grow(width + 10);
        Span<char> digits = stackalloc char[10];
        number.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        Blanks(width - count);
        Append(digits[..count]);
    }

    public void EndLine()
    {
        while (_length > _lineStart && _chars[_length - 1] == ' ') _length--;
        Append('\n');
        _lineStart = _length;
        if (_length >= FlushAt) Flush();
    }

    public void Dispose()
    {
        if (_length > _lineStart) EndLine();
        Flush();
        ArrayPool<char>.Shared.Return(_chars);
    }

    private void Flush()
    {
        to.Write(_chars, 0, _length);
        _length = _lineStart = 0;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, _length + more));
        _chars.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
