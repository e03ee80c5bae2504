using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Packages.Signing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Upgrading;

/// <summary>The hypervisor that a package brings, <c>boot/xen</c>: the machine begins with it as long as the package is installed and enabled.</summary>
/// <param name="trusted">Whose packages are taken.</param>
/// <param name="boot">Of this machine.</param>
/// <param name="target">What packages must be made for.</param>
/// <param name="log">Of the administrator.</param>
internal sealed class PackagedHypervisor(TrustedKeys trusted, IBootConfiguration boot, PackageTarget target, ILogger log)
{
    /// <summary>Tells the boot loader of the hypervisor of those packages that the next start of the machine will find.</summary>
    /// <param name="store">Where the installed ones are.</param>
    /// <param name="installed">What is installed, and what is to become of it.</param>
    /// <param name="uploads">What comes at that start.</param>
    /// <param name="ct">Ends waiting.</param>
    public async Task FollowAsync(PackageStore store, InstalledState installed, IReadOnlyList<Upload> uploads, CancellationToken ct)
    {
        if (!boot.Usable) return;
        try
        {
            var hypervisor = Find(store, installed, uploads);
            if (!await boot.SetHypervisorAsync(hypervisor, ct)) return;
            if (hypervisor.Length > 0) log.LogInformation("the machine will begin with a hypervisor from its next start on");
            else log.LogInformation("the machine will begin with no hypervisor from its next start on");
        }
        catch (RefusedException trouble)
        {
            log.LogError("{Reason}", trouble.Message);
        }
    }

    /// <summary>The log says that it was given up.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        if (!boot.Usable) return;
        try
        {
            if (await boot.GaveUpAsync(ct)) log.LogCritical("the hypervisor did not come up, plain Linux runs until something of it changes");
        }
        catch (RefusedException trouble)
        {
            log.LogError("{Reason}", trouble.Message);
        }
    }

    /// <summary>What goes into the slot whose packages are in that folder.</summary>
    public IReadOnlyList<SlotFile> SlotFiles(string folder)
    {
        if (!boot.Usable) return [];
        var store = new PackageStore(folder, trusted);
        var hypervisor = Find(store, InstalledState.Read(store, new PackageMarks(folder)), []);
        return hypervisor.Length == 0 ? [] : [new SlotFile(PackagePaths.Hypervisor, hypervisor.Length, to => to.Write(hypervisor))];
    }

    private byte[] Find(PackageStore store, InstalledState installed, IReadOnlyList<Upload> uploads)
    {
        var plan = new Planner(target, installed, uploads).Make();
        var gone = plan.Remove.Select(package => package.Name).Concat(plan.Put.Select(upload => upload.Name)).ToHashSet();
        var disabled = installed.Disabled.Except(plan.Enable).Concat(plan.Disable).ToHashSet();
        var staying = installed.Packages.Values.Where(package => !gone.Contains(package.Name)).Select(package => (Manifest: package, Path: store.PathOf(package.Name)));
        var next = staying.Concat(plan.Put.Select(upload => (upload.Manifest, upload.Path))).FirstOrDefault(package =>
            !disabled.Contains(package.Manifest.Name) && package.Manifest.Files.Any(file => file.Path == PackagePaths.Hypervisor));
        return next.Path is null ? [] : Content(next.Path);
    }

    private byte[] Content(string path)
    {
        // What can not be read now will not be loaded then.
        if (!Npk.TryOpen(path, trusted, out var package, out _)) return [];
        using (package)
        {
            using var content = new MemoryStream();
            if (package.Files.FirstOrDefault(file => file.Path == PackagePaths.Hypervisor) is { } file) package.Copy(file, content);
            return content.ToArray();
        }
    }
}
