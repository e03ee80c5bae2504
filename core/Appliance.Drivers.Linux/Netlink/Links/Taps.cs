using System.Runtime.InteropServices;
using System.Text;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Makes persistent tap devices, which netlink cannot.</summary>
internal sealed class Taps(NamespaceThread thread)
{
    private const nuint SetInterface = 0x400454CA, SetPersistent = 0x400454CB;

    // Tap, without packet information, with the header that lets a guest hand over its checksums.
    private const short Flags = 0x0002 | 0x1000 | 0x4000;

    public void Make(string kernelName) => thread.Do(() =>
    {
        using var tun = Native.Open("/dev/net/tun", 2 | 0x80000);
        if (tun.IsInvalid) throw Refusal();
        Span<byte> request = stackalloc byte[40];
        Encoding.ASCII.GetBytes(kernelName, request);
        MemoryMarshal.Write(request[16..], Flags);
        if (Native.Control(tun, SetInterface, ref request[0]) < 0) throw Refusal();
        if (Native.Control(tun, SetPersistent, 1) < 0) throw Refusal();
    });

    private static RefusedException Refusal() => new(new KernelError(Marshal.GetLastPInvokeError(), "").Sentence);
}
