using System.Buffers.Binary;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>Takes each message of a dump.</summary>
internal delegate void MessageTaker(Message message);

/// <summary>Sends requests and gets the kernel's answers. One caller at a time: whoever holds the gate of the network.</summary>
internal sealed class Requests : IDisposable
{
    // The kernel works while it is being sent to; a bound keeps what it reports meanwhile inside the listener's buffer.
    private const int LargestSend = 32 * 1024;

    private readonly NetlinkSocket _socket = new(1 << 20);
    private readonly byte[] _buffer = new byte[1 << 17];
    private uint _sequence;

    /// <summary>
    /// Sends all messages in as few goes as the bound allows. Only the last of each go asks for an acknowledgement, because the
    /// kernel works in order and always reports failures; they are matched by sequence number.
    /// </summary>
    /// <returns>Failures by the message's place in the batch.</returns>
    public Dictionary<int, KernelError> Exchange(MessageWriter messages)
    {
        var failures = new Dictionary<int, KernelError>();
        var first = _sequence + 1;
        for (var at = 0; at < messages.Length;)
        {
            var (from, last) = (at, at);
            while (at < messages.Length)
            {
                var length = (BinaryPrimitives.ReadInt32LittleEndian(messages.Written[at..]) + 3) & ~3;
                if (at > from && at + length - from > LargestSend) break;
                BinaryPrimitives.WriteUInt32LittleEndian(messages.Written[(at + 8)..], ++_sequence);
                (last, at) = (at, at + length);
            }
            messages.Written[last + 6] |= (byte)Rtnl.Ack;
            _socket.Send(messages.Written[from..at]);
            Await(_sequence, first, failures);
        }
        return failures;
    }

    /// <summary>Reads a whole table; again where the kernel says that it changed under the reader's hands.</summary>
    public void Dump<THeader>(ushort type, THeader header, Action restart, MessageTaker take) where THeader : unmanaged
    {
        bool torn;
        do
        {
            restart();
            var request = new MessageWriter();
            request.Begin(type, Rtnl.Request | Rtnl.Dump, header);
            request.End();
            BinaryPrimitives.WriteUInt32LittleEndian(request.Written[8..], ++_sequence);
            _socket.Send(request.Written);
            torn = false;
        }
        while (!ReadDump(take, ref torn) || torn);
    }

    public void Dispose() => _socket.Dispose();

    private bool ReadDump(MessageTaker take, ref bool torn)
    {
        while (true)
        {
            foreach (var message in new Messages(_buffer.AsSpan(0, _socket.Receive(_buffer))))
            {
                if (message.Sequence != _sequence) continue;
                torn |= (message.Flags & Rtnl.Interrupted) != 0;
                if (message.Type == Rtnl.Done) return true;
                if (message.Type == Rtnl.Error && KernelError.Of(message) is { } error) throw error.ToException();
                take(message);
            }
        }
    }

    private void Await(uint last, uint first, Dictionary<int, KernelError> failures)
    {
        while (true)
        {
            foreach (var message in new Messages(_buffer.AsSpan(0, _socket.Receive(_buffer))))
            {
                if (message.Type != Rtnl.Error || message.Sequence - first > last - first) continue;
                if (KernelError.Of(message) is { } error) failures[(int)(message.Sequence - first)] = error;
                if (message.Sequence == last) return;
            }
        }
    }
}
