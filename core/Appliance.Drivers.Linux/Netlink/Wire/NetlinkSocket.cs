using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>A routing socket of the namespace of the thread that opens it; blocking, one datagram at a time.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    private const int Netlink = 16, Raw = 3, CloseOnExec = 0x80000, SocketLevel = 1, NetlinkLevel = 270;
    private const int ReceiveBuffer = 8, ReceiveBufferForced = 33, SendBuffer = 7, AddMembership = 1, CapAck = 10, ExtAck = 11;

    public NetlinkSocket(int receiveBuffer, params ReadOnlySpan<int> groups)
    {
        Handle = Native.Socket(Netlink, Raw | CloseOnExec, 0);
        if (Handle.IsInvalid) throw new Win32Exception(Marshal.GetLastPInvokeError());
        Check(Native.Bind(Handle, new Native.NetlinkAddress { Family = Netlink }, 12));
        // More than the machine's limit needs a capability; without it the kernel gives what it allows, and overruns are handled.
        if (Native.SetOption(Handle, SocketLevel, ReceiveBufferForced, receiveBuffer, 4) < 0)
            Check(Native.SetOption(Handle, SocketLevel, ReceiveBuffer, receiveBuffer, 4));
        Check(Native.SetOption(Handle, SocketLevel, SendBuffer, 1 << 18, 4));
        Check(Native.SetOption(Handle, NetlinkLevel, ExtAck, 1, 4));
        Check(Native.SetOption(Handle, NetlinkLevel, CapAck, 1, 4));
        foreach (var group in groups) Check(Native.SetOption(Handle, NetlinkLevel, AddMembership, group, 4));
    }

    public SafeFileHandle Handle { get; }

    public void Send(Span<byte> messages)
    {
        while (Native.Send(Handle, ref messages[0], messages.Length, 0) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Native.Interrupted) throw new Win32Exception(error);
        }
    }

    /// <summary>Waits for a datagram.</summary>
    public int Receive(Span<byte> buffer) => Receive(buffer, 0, out var overrun) is var got && !overrun ? got : throw new Win32Exception(Native.NoBufferSpace);

    /// <summary>A datagram that is there already, or -1. After an overrun the kernel has dropped some.</summary>
    public int TryReceive(Span<byte> buffer, out bool overrun) => Receive(buffer, 0x40, out overrun);

    public void Dispose() => Handle.Dispose();

    private int Receive(Span<byte> buffer, int flags, out bool overrun)
    {
        overrun = false;
        while (true)
        {
            var got = (int)Native.Receive(Handle, ref buffer[0], buffer.Length, flags);
            if (got >= 0) return got;
            var error = Marshal.GetLastPInvokeError();
            if (error == Native.Again) return -1;
            if (error == Native.NoBufferSpace)
            {
                overrun = true;
                return -1;
            }
            if (error != Native.Interrupted) throw new Win32Exception(error);
        }
    }

    private static void Check(int result)
    {
        if (result < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}
