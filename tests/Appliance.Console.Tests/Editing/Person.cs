using System.IO.Pipelines;
using System.Text;
using Appliance.Console.Editing;
using Appliance.Console.Sessions;

namespace Appliance.Console.Tests.Editing;

/// <summary>Somebody at a keyboard and a screen.</summary>
internal sealed class Person : DuplexStream
{
    private readonly Pipe _keys = new();

    public Person(int width = 60, int height = 20)
    {
        Screen = new Screen(width, height);
        Terminal = new Terminal(this, width, height);
    }

    public Screen Screen { get; }

    public Terminal Terminal { get; }

    /// <summary>Types; the bytes arrive in one piece.</summary>
    public void Types(string text) => Sends(Encoding.UTF8.GetBytes(text));

    public void Sends(params byte[] bytes) => _keys.Writer.WriteAsync(bytes).AsTask().GetAwaiter().GetResult();

    public void HangsUp() => _keys.Writer.Complete();

    public void ResizesTo(int width)
    {
        Screen.Resize(width);
        Terminal.Resize(width, 20);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _keys.Reader.ReadAsync(cancellationToken);
        var part = read.Buffer.Slice(0, Math.Min(buffer.Length, read.Buffer.Length));
        foreach (var piece in part)
        {
            piece.CopyTo(buffer);
            buffer = buffer[piece.Length..];
        }
        var count = (int)part.Length;
        _keys.Reader.AdvanceTo(part.End);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Screen.Feed(buffer.Span);
        return default;
    }

    public override void Write(byte[] buffer, int offset, int count) => Screen.Feed(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // The screen shows at once what is written.
    }
}
