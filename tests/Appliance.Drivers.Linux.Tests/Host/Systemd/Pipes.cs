using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Tests.Host.Systemd;

/// <summary>Two ends of a pipe.</summary>
internal static class Pipes
{
    public static (FileStream Reader, FileStream Writer) Make()
    {
        var server = new AnonymousPipeServerStream(PipeDirection.In);
        var writer = new FileStream(new SafeFileHandle(server.ClientSafePipeHandle.DangerousGetHandle(), false), FileAccess.Write);
        return (new FileStream(new SafeFileHandle(server.SafePipeHandle.DangerousGetHandle(), false), FileAccess.Read), writer);
    }
}
