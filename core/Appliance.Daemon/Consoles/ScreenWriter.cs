using System.Text;

namespace Appliance.Daemon.Consoles;

/// <summary>What a script's console prints, on its way to the client.</summary>
public sealed class ScreenWriter(FrameSender sender) : TextWriter
{
    private const int LargestPiece = 1 << 14;

    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = Math.Min(text.Length, LargestPiece);
            if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
            var octets = new byte[Encoding.GetByteCount(text[..length])];
            Encoding.GetBytes(text[..length], octets);
            sender.Output(octets);
            text = text[length..];
        }
    }
}
