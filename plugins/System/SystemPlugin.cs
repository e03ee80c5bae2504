using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Backups;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Files;
using Appliance.SystemPlugin.History;
using Appliance.SystemPlugin.Logging;
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
        plugin.Services.AddSingleton<LoggingSet>().AddSingleton<BackupWriter>();
        plugin.Services.TryAddSingleton(TimeProvider.System);
        plugin
            .Menu<Identity, IdentityReconciler>()
            .Menu<Clock, ClockReconciler>()
            .Menu<ManualZone, ManualZoneReconciler>()
            .Menu<Resource, ResourceReconciler>(menu => menu.Command<MonitorResources>("monitor"))
            .Menu<PackageRow>(menu => menu.Rows<PackageRows>())
            .Menu<FileRow>(menu => menu.Rows<FileRows>())
            .Menu<LogRow>(menu => menu.Rows<LogRows>()
                .Command<LogDebug>("debug").Command<LogError>("error").Command<LogInfo>("info").Command<LogWarning>("warning"))
            .Menu<HistoryRow>(menu => menu.Rows<HistoryRows>())
            .Command<Undo>("/undo")
            .Command<Redo>("/redo")
            .Menu<LoggingAction, LoggingActionReconciler>(menu => menu.Factory(_ => LoggingAction.Factory))
            .Menu<LoggingRule, LoggingRuleReconciler>(menu => menu.Factory(LoggingRule.Factory))
            .Command<SaveBackup>("/system backup save")
            .Command<LoadBackup>("/system backup load")
            .Command<ResetConfiguration>("/system reset-configuration")
            .Menu<Script, ScriptReconciler>(menu => menu.Completed<ScriptCompletion>().Command<RunScript>("run"))
            .Menu<JobRow>(menu => menu.Rows<JobRows>())
            .Menu<VariableRow>(menu => menu.Rows<VariableRows>())
            .Menu<ScheduledTask, TaskReconciler>(menu => menu.Completed<TaskCompletion>())
            .Command<Reboot>("/system reboot")
            .Command<Shutdown>("/system shutdown")
            .Service<BootRecord>()
            .Service<MachineWatch>()
            .Service<RunAfterReset>()
            .Service<Scheduler>();
    }
}
