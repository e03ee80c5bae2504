using System.Buffers.Binary;

namespace Appliance.Cli.Protocol;

/// <summary>A window's size in characters.</summary>
public readonly record struct Size(int Columns, int Rows)
{
    public Frame ToFrame()
    {
        var octets = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(octets, Columns);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(4), Rows);
        return new(FrameKind.Resize, octets);
    }

    public static Size From(Frame frame) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(frame.Payload.Span), BinaryPrimitives.ReadInt32LittleEndian(frame.Payload.Span[4..]));
}
