using System.ComponentModel;
using System.Diagnostics;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>Starts QEMU and waits for the process that is our child; a guest goes on without it.</summary>
internal static class QemuProgram
{
    public const string Name = "qemu-system-x86_64";

    /// <returns>Exit code and what it complained about; exit code null when it took too long.</returns>
    /// <exception cref="DomainFailedException">There is no QEMU.</exception>
    public static async Task<(int? ExitCode, string Errors)> RunAsync(IEnumerable<string> arguments, TimeSpan time, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Name, arguments) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        using var process = Start(start);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(time);
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return (null, "QEMU did not start in time");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new DomainFailedException("no hypervisor", $"this router has no hypervisor: {Name} is not installed");
        }
    }
}
