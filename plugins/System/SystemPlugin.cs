using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Files;
using Appliance.SystemPlugin.History;
using Appliance.SystemPlugin.Logs;
using Appliance.SystemPlugin.Machines;
using Appliance.SystemPlugin.Packages;
using Appliance.SystemPlugin.Power;
using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Scheduling;
using Appliance.SystemPlugin.Scripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Appliance.SystemPlugin;

/// <summary>The menus that every router has.</summary>
public sealed class SystemPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin)
    {
        plugin.Services.AddSingleton<SectorCount>();
        plugin.Services.AddSingleton<ScriptRuns>().AddSingleton<ScriptStarter>();
        plugin.Services.TryAddSingleton(TimeProvider.System);
        plugin
            .Menu<Identity, IdentityReconciler>()
            .Menu<Clock, ClockReconciler>()
            .Menu<ManualZone, ManualZoneReconciler>()
            .Menu<Resource, ResourceReconciler>(menu => menu.Command<MonitorResources>("monitor"))
            .Menu<PackageRow>(menu => menu.Rows<PackageRows>()
                .Command<UninstallPackage>("uninstall").Command<DisablePackage>("disable").Command<EnablePackage>("enable")
                .Command<UnschedulePackage>("unschedule").Command<DowngradePackages>("downgrade").Command<ApplyPackageChanges>("apply-changes"))
            .Menu<FileRow>(menu => menu.Rows<FileRows>())
            .Menu<LogRow>(menu => menu.Rows<LogRows>()
                .Command<LogDebug>("debug").Command<LogError>("error").Command<LogInfo>("info").Command<LogWarning>("warning"))
            .Menu<HistoryRow>(menu => menu.Rows<HistoryRows>())
            .Command<Undo>("/undo")
            .Command<Redo>("/redo")
            .Menu<Script, ScriptReconciler>(menu => menu.Completed<ScriptCompletion>().Command<RunScript>("run"))
            .Menu<JobRow>(menu => menu.Rows<JobRows>())
            .Menu<VariableRow>(menu => menu.Rows<VariableRows>())
            .Menu<ScheduledTask, TaskReconciler>(menu => menu.Completed<TaskCompletion>())
            .Command<Reboot>("/system reboot")
            .Command<Shutdown>("/system shutdown")
            .Service<BootRecord>()
            .Service<MachineWatch>()
            .Service<Scheduler>();
    }
}
