using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Tells when devices go: what udev listens to. Opened before they are let go.</summary>
internal sealed partial class KernelEvents : IDisposable
{
    private const int Netlink = 16, Datagrams = 2, CloseOnExec = 0x80000, Devices = 15;
    private const string Removal = "remove@";
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[8192];

    private KernelEvents(Socket socket) => _socket = socket;

    /// <summary>Waits until devices are gone, and something else is so that comes with an event too; the token ends waiting.</summary>
    /// <param name="devices">Names below <c>/sys/devices</c>.</param>
    /// <param name="isSo">Looked at after each event.</param>
    /// <param name="ct">Gives up.</param>
    public async Task UntilGoneAsync(IEnumerable<string> devices, Func<bool> isSo, CancellationToken ct)
    {
        // The kernel tells that one goes before its folder does, and after its driver has let go of it.
        var left = devices.Where(device => Directory.Exists($"/sys/devices/{device}")).ToHashSet();
        while (left.Count > 0 || !isSo())
        {
            var count = await _socket.ReceiveAsync(_buffer, ct);
            var head = Encoding.ASCII.GetString(_buffer, 0, count).Split('\0')[0];
            if (head.StartsWith(Removal, StringComparison.Ordinal)) left.Remove(Path.GetFileName(head));
        }
    }

    public void Dispose() => _socket.Dispose();

    public static unsafe KernelEvents Open()
    {
        var handle = new SafeSocketHandle(MakeSocket(Netlink, Datagrams | CloseOnExec, Devices), ownsHandle: true);
        var address = new Address { Family = Netlink, Groups = 1 };
        if (handle.IsInvalid || Bind(handle, &address, sizeof(Address)) != 0) throw new IOException($"no events of devices: {Marshal.GetLastPInvokeErrorMessage()}");
        return new KernelEvents(new Socket(handle));
    }

    private struct Address
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial nint MakeSocket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int Bind(SafeSocketHandle socket, Address* address, int length);
}
