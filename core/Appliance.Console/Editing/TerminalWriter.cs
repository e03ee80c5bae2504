using System.Buffers;
using System.Text;

namespace Appliance.Console.Editing;

/// <summary>Text for a terminal: each <c>\n</c> also returns to the margin. Sent when flushed, and in big pieces.</summary>
internal sealed class TerminalWriter(Terminal terminal) : TextWriter
{
    private const int Most = 16_384;
    private readonly Lock _gate = new();
    private char[] _text = [];
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            while (!buffer.IsEmpty)
            {
                var line = buffer.IndexOf('\n');
                var part = line < 0 ? buffer : buffer[..line];
                buffer = buffer[part.Length..];
                Append(part);
                if (line < 0) continue;
                Append("\r\n");
                buffer = buffer[1..];
            }
        }
    }

    public override void Flush()
    {
        lock (_gate)
        {
            if (_length == 0) return;
            var (text, length) = (_text, _length);
            (_text, _length) = ([], 0);
            terminal.Send(text.AsSpan(0, length));
            ArrayPool<char>.Shared.Return(text);
        }
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (_length == Most) Flush();
            // Most sessions are idle most of the time: they hold no buffer.
            if (_length == 0) _text = ArrayPool<char>.Shared.Rent(Most);
            var part = text[..Math.Min(text.Length, Most - _length)];
            part.CopyTo(_text.AsSpan(_length));
            _length += part.Length;
            text = text[part.Length..];
        }
    }
}
