using Appliance.Console.Language;
using Appliance.Console.Scripts;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Sessions;

/// <summary>What the commands of one session share.</summary>
internal sealed class SessionState(IRouterSession router, ITerminal terminal, Variables variables, Action<string, string> log, ScriptJobs? jobs)
{
    private string _path = "/";

    public IRouterSession Router { get; } = router;

    public ITerminal Terminal { get; } = terminal;

    public Variables Variables { get; } = variables;

    /// <summary>Runs scripts beside the session; null where nobody does.</summary>
    public ScriptJobs? Jobs { get; } = jobs;

    public ItemNumbers Numbers { get; } = new();

    public bool IsQuitting { get; set; }

    /// <summary>The current menu; when its package is gone, what is left of the way to it.</summary>
    public MenuNode Menu
    {
        get => Menus.Find(Router.Root, _path);
        set => _path = value.Path;
    }

    /// <summary>Writes to the router's log: topic, message.</summary>
    public void Log(string topic, string message) => log(topic, message);
}
