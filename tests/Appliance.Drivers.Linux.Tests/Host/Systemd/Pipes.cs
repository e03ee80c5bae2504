using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Tests.Host.Systemd;

/// <summary>Two ends of a pipe.</summary>
internal static class Pipes
{
    public static (FileStream Reader, FileStream Writer) Make()
    {
        var server = new AnonymousPipeServerStream(PipeDirection.In);
        return (Own(server.SafePipeHandle, FileAccess.Read), Own(server.ClientSafePipeHandle, FileAccess.Write));
    }

    // Closed when its stream is, and not whenever the garbage is collected.
    private static FileStream Own(SafePipeHandle handle, FileAccess access)
    {
        var file = new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: true);
        handle.SetHandleAsInvalid();
        return new FileStream(file, access);
    }
}
