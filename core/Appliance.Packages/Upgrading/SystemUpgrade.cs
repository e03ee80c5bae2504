using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Packages.Signing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Upgrading;

/// <summary>
/// Installs the router's own software into the slot that does not run. Each slot has its own folder of installed packages, so that whichever
/// the boot loader takes finds the packages that were made with it.
/// </summary>
/// <param name="folders">Where packages are.</param>
/// <param name="trusted">Whose packages are taken.</param>
/// <param name="slots">Of this machine.</param>
/// <param name="hypervisor">That goes into the slot too.</param>
/// <param name="target">What it must be made for.</param>
/// <param name="log">Of the administrator.</param>
internal sealed class SystemUpgrade(PackageFolders folders, TrustedKeys trusted, ISystemSlots slots, PackagedHypervisor hypervisor, PackageTarget target, ILogger log)
{
    private readonly UpgradeNote _note = new(folders.UpgradeNote);

    /// <summary>Of what was uploaded the one that fits goes into the other slot, which is the next to start.</summary>
    /// <param name="installed">The packages that run.</param>
    /// <param name="uploads">All that was uploaded.</param>
    public async Task InstallAsync(InstalledState installed, IReadOnlyList<Upload> uploads)
    {
        var choice = SystemChoice.Of(uploads, installed, target);
        foreach (var refused in choice.Refused) log.LogError("{Refused}", refused.ToString());
        if (choice.Chosen is not { } upload) return;
        try
        {
            if (!slots.HasOther) throw new RefusedException(Refusal.NoSlot.Sentence);
            await InstallAsync(upload, installed);
            log.LogInformation("installed {Software}", upload.Manifest.ToString());
        }
        catch (Exception trouble) when (trouble is RefusedException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.LogError("{Refused}", new Refused($"install {upload.File}", trouble.Message).ToString());
        }
    }

    /// <summary>Why it is not installed at once.</summary>
    public Refused Waiting(Upload upload) => Refused.Install(upload.File, slots.HasOther ? Refusal.AtReboot : Refusal.NoSlot);

    /// <summary>Consoles are let in: the boot loader need not look after this slot any more, and the log says how an upgrade went.</summary>
    public async Task ConfirmAsync(CancellationToken ct)
    {
        try
        {
            await slots.ConfirmAsync(ct);
        }
        catch (RefusedException trouble)
        {
            log.LogError("{Reason}", trouble.Message);
        }

        if (_note.Read() is not { } upgrade) return;
        if (upgrade.Slot == slots.Running) log.LogInformation("upgraded from {Former} to {Next}", upgrade.Former, upgrade.Next);
        else log.LogCritical("version {Next} did not come up, version {Former} runs again", upgrade.Next, upgrade.Former);
        _note.Delete();
    }

    private async Task InstallAsync(Upload upload, InstalledState installed)
    {
        if (!Npk.TryOpen(upload.Path, trusted, out var package, out var problem)) throw new RefusedException(problem.Sentence);
        using (package)
        {
            if (package.Digest != upload.Digest) throw new RefusedException(Refusal.Incomplete.Sentence);
            WritePackages(package, installed);
            await slots.WriteOtherAsync([.. SystemSoftware.SlotFiles(package), .. hypervisor.SlotFiles(folders.OtherInstalled)], CancellationToken.None);
        }

        _note.Write(new Upgrade(slots.Other, installed.Packages[InstallRules.SystemPackage].Version, upload.Manifest.Version));
        try
        {
            await slots.SwitchAsync(CancellationToken.None);
        }
        catch (RefusedException)
        {
            // Nothing will have been tried, so nothing can have failed to come up.
            _note.Delete();
            throw;
        }

        File.Delete(upload.Path);
    }

    // The next version's packages, with what is wanted of the ones that run. Until the slots are switched nobody looks at them.
    private void WritePackages(Npk package, InstalledState installed)
    {
        if (Directory.Exists(folders.OtherInstalled)) Directory.Delete(folders.OtherInstalled, recursive: true);
        Directory.CreateDirectory(folders.OtherInstalled);
        foreach (var name in SystemSoftware.PackagesIn(package.Manifest).Where(installed.Has))
        {
            using var to = new FileStream(PackageStore.PathOf(folders.OtherInstalled, name), FileMode.CreateNew, FileAccess.Write);
            package.Copy(SystemSoftware.PackageIn(package.Manifest, name), to);
            to.Flush(flushToDisk: true);
        }

        var marks = new PackageMarks(folders.OtherInstalled);
        foreach (var name in installed.Disabled) marks.Disable(name, true);
        foreach (var (name, change) in installed.Schedule.Where(each => each.Value != PackageChange.Downgrade)) marks.Schedule(name, change);
        DurableFile.SyncFolder(folders.OtherInstalled);
        DurableFile.SyncFolder(Path.GetDirectoryName(folders.OtherInstalled)!);
    }
}
