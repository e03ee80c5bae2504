using System.Text;

namespace Appliance.Console.Scripts;

/// <summary>Hands over what is written, a line at a time.</summary>
internal sealed class LineWriter(Action<string> line) : TextWriter
{
    private readonly StringBuilder _begun = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (var end = buffer.IndexOf('\n'); end >= 0; end = buffer.IndexOf('\n'))
        {
            line(_begun.Append(buffer[..end]).ToString());
            _begun.Clear();
            buffer = buffer[(end + 1)..];
        }
        _begun.Append(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (_begun.Length > 0) line(_begun.ToString());
        _begun.Clear();
        base.Dispose(disposing);
    }
}
