using System.Text;

namespace Appliance.Console.Sessions;

/// <summary>Nothing to read; what is written is printed.</summary>
internal sealed class ScriptStream(TextWriter to) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => 0;

    public override void Write(byte[] buffer, int offset, int count)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(count)];
        to.Write(characters, 0, _decoder.GetChars(buffer, offset, count, characters, 0));
    }

    public override void Flush() => to.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
