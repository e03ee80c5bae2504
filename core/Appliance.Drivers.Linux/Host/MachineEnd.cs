using System.Runtime.InteropServices;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Ends the machine by system calls, where the service layer is its authority and no bus leads to another.</summary>
public static partial class MachineEnd
{
    private const int Restart = 0x01234567, Off = 0x4321FEDC;
    private const int FirstProcess = 1;
    // SIGRTMIN+5 and +4: how systemd without a bus is asked.
    private const int AskForRestart = 39, AskForOff = 38;

    /// <summary>Writes everything to the disks, then asks systemd where it runs, else the kernel.</summary>
    /// <exception cref="RefusedException">The kernel does not allow it.</exception>
    public static void Now(PowerRequest request)
    {
        var restart = request == PowerRequest.Reboot;
        Sync();
        var result = Systemd.SystemBus.IsBooted ? Kill(FirstProcess, restart ? AskForRestart : AskForOff) : Reboot(restart ? Restart : Off);
        if (result != 0) throw new RefusedException($"can not end the machine: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Sync();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int Reboot(int command);
}
