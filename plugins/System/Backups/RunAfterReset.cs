using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Backups;

/// <summary>Runs a script file once, at the start after a reset. Which one is remembered in a file of the plugin's own: the configuration is gone by then.</summary>
public sealed class RunAfterReset(IFolders folders, IFileStore files, IScripts scripts, ILoggerFactory loggers) : IPluginService
{
    private readonly string _mark = Path.Combine(folders.State, "run-after-reset");
    private readonly ILogger _log = loggers.CreateLogger("script");
    private Task _running = Task.CompletedTask;

    /// <summary>Remembers a script for the next start.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="user">In whose name.</param>
    public void Remember(FilePath file, string user) => File.WriteAllLines(_mark, [user, file.ToString()]);

    public Task StartAsync(CancellationToken stopping)
    {
        if (!File.Exists(_mark)) return Task.CompletedTask;
        var lines = File.ReadAllLines(_mark);
        // Removed first: a script that takes the router down must not do so for ever.
        File.Delete(_mark);
        if (lines.Length == 2) _running = RunAsync(new FilePath(lines[1]), lines[0], stopping);
        return Task.CompletedTask;
    }

    public Task StopAsync() => _running;

    private async Task RunAsync(FilePath file, string user, CancellationToken stopping)
    {
        string source;
        try
        {
            using var reader = new StreamReader(files.OpenRead(file));
            source = await reader.ReadToEndAsync(stopping);
        }
        catch (Exception gone) when (gone is RefusedException or IOException)
        {
            _log.LogError("executing script {File} failed: {Reason}", file.ToString(), gone.Message);
            return;
        }
        if (await scripts.RunAsync(new ScriptRun(file.ToString(), source, new Login(user, Via: "reset")), null, stopping) is null)
            _log.LogInformation("script {File} was run after the reset", file.ToString());
    }
}
