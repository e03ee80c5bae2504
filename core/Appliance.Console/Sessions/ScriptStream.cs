using System.Text;

namespace Appliance.Console.Sessions;

/// <summary>Nothing to read; what is written is printed.</summary>
internal sealed class ScriptStream(TextWriter to) : DuplexStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override int Read(byte[] buffer, int offset, int count) => 0;

    public override void Write(byte[] buffer, int offset, int count)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(count)];
        to.Write(characters, 0, _decoder.GetChars(buffer, offset, count, characters, 0));
    }

    public override void Flush() => to.Flush();
}
