using System.Runtime.InteropServices;
using System.Text;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>
/// Makes tap devices, which netlink cannot. One goes with the process that made it until it is kept, which is when it is marked as ours: so
/// who is killed in between leaves nothing that nobody would ever clean up.
/// </summary>
internal sealed class Taps(NamespaceThread thread)
{
    private const nuint SetInterface = 0x400454CA, SetPersistent = 0x400454CB;

    // Tap, without packet information, with the header that lets a guest hand over its checksums.
    private const short Flags = 0x0002 | 0x1000 | 0x4000;

    /// <summary>Makes one, which goes with the file that is given back.</summary>
    public SafeFileHandle Make(string kernelName)
    {
        SafeFileHandle? made = null;
        thread.Do(() =>
        {
            var tun = Native.Open("/dev/net/tun", 2 | 0x80000);
            if (tun.IsInvalid) throw Refusal();
            Span<byte> request = stackalloc byte[40];
            Encoding.ASCII.GetBytes(kernelName, request);
            MemoryMarshal.Write(request[16..], Flags);
            if (Native.Control(tun, SetInterface, ref request[0]) < 0)
            {
                var refusal = Refusal();
                tun.Dispose();
                throw refusal;
            }
            made = tun;
        });
        return made!;
    }

    /// <summary>Lets one stay, and closes its file.</summary>
    public static void Keep(SafeFileHandle tap)
    {
        using (tap)
        {
            if (Native.Control(tap, SetPersistent, 1) < 0) throw Refusal();
        }
    }

    private static RefusedException Refusal() => new(new KernelError(Marshal.GetLastPInvokeError(), "").Sentence);
}
