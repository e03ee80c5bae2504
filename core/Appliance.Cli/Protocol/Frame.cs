using System.Buffers.Binary;

namespace Appliance.Cli.Protocol;

/// <summary>One message on the daemon's socket: a kind, a length in four octets, and so many octets.</summary>
public readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    public const int HeaderLength = 5;
    private const int MostOctets = 1 << 20;

    /// <summary>Waits for the next frame; null when the other side is gone.</summary>
    public static async ValueTask<Frame?> ReadAsync(Stream stream, CancellationToken ct)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, ct) < HeaderLength) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (length is < 0 or > MostOctets) return null;
        var payload = new byte[length];
        if (await stream.ReadAtLeastAsync(payload, length, throwOnEndOfStream: false, ct) < length) return null;
        return new((FrameKind)header[0], payload);
    }

    /// <summary>The frame as it goes over the wire.</summary>
    public byte[] ToArray()
    {
        var octets = new byte[HeaderLength + Payload.Length];
        WriteHeader(octets, Kind, Payload.Length);
        Payload.Span.CopyTo(octets.AsSpan(HeaderLength));
        return octets;
    }

    public static void WriteHeader(Span<byte> header, FrameKind kind, int length)
    {
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], length);
    }
}
