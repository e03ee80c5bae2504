using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Builds domains by <c>xl</c>: processors, memory, kernel and console. Disks and cards are plugged in later, without it.</summary>
internal static class XlProgram
{
    public const string Name = "xl";

    // Debian's own name for it is a script, which takes longer than the program.
    private static readonly string[] s_places = ["/usr/lib/xen-4.17/bin/xl", "/usr/lib/xen/bin/xl", "/usr/sbin/xl"];
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static string Path => s_places.FirstOrDefault(File.Exists) ?? Name;

    /// <summary>Makes a paused domain, with nobody who watches over it.</summary>
    /// <exception cref="DomainFailedException">It can not be made; parts of it may be there.</exception>
    public static async Task CreateAsync(string configuration, DomainSpec spec, CancellationToken ct)
    {
        var (exitCode, errors) = await RunAsync(["create", "-p", "-e", "-q", configuration], ct);
        if (exitCode == 0) return;
        var complaints = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // What went wrong comes first, what follows from it later: "libxl: error: libxl_create.c:644:libxl__domain_make: …"
        var first = complaints.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? complaints.FirstOrDefault() ?? $"xl ended with {exitCode}";
        var sentence = first.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? first[(at + 2)..] : first;
        throw new DomainFailedException(VmState.FailedToStart, $"{spec.Name} can not be started: {(complaints.Length == 0 ? $"xl ended with {exitCode}" : sentence)}");
    }

    public static string Configuration(DomainSpec spec, Guid uuid)
    {
        var text = new StringBuilder();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"type = \"{(spec.Virtualization == Virtualization.Pvh ? "pvh" : "pv")}\"\nname = {Quoted(spec.Name)}\nuuid = \"{uuid}\"\nmemory = {spec.Memory}\nvcpus = {spec.CpuCount}\nkernel = {Quoted(spec.Kernel!)}");
        if (spec.Initrd is not null) text.AppendLine($"ramdisk = {Quoted(spec.Initrd)}");
        if (spec.CommandLine.Length > 0) text.AppendLine($"cmdline = {Quoted(spec.CommandLine)}");
        return text.ToString();
    }

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static async Task<(int ExitCode, string Errors)> RunAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = Start(new ProcessStartInfo(Path, arguments) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        process.StandardInput.Close();
        try
        {
            var (errors, output) = (process.StandardError.ReadToEndAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            await output;
            return (process.ExitCode, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return (-1, "xl takes too long");
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
            throw new DomainFailedException("no hypervisor", "this router runs on Xen, but xl is not installed");
        }
    }
}
