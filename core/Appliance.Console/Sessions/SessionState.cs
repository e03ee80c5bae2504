using Appliance.Console.Language;
using Appliance.Console.Scripts;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Sessions;

/// <summary>What the commands of one session share.</summary>
internal sealed class SessionState(IRouterSession router, ITerminal terminal, Variables variables, Action<string, string> log, ScriptJobs? jobs, ConsoleHost host)
{
    private string _path = "/";

    public IRouterSession Router { get; } = router;

    public ITerminal Terminal { get; } = terminal;

    public Variables Variables { get; } = variables;

    public Func<string, bool> IsVariable { get; } = variables.Contains;

    /// <summary>Runs scripts beside the session; null where nobody does.</summary>
    public ScriptJobs? Jobs { get; } = jobs;

    public ItemNumbers Numbers { get; } = new();

    public ConsoleHost Host { get; } = host;

    /// <summary>How many files that are being imported stand around this session.</summary>
    public int ImportDepth { get; private init; }

    public bool IsQuitting { get; set; }

    /// <summary>The current menu; when its package is gone, what is left of the way to it.</summary>
    public MenuNode Menu
    {
        get => Menus.Find(Router.Root, _path);
        set => _path = value.Path;
    }

    /// <summary>A session inside this one, for the commands of a file: it begins at the root, and nobody sits there.</summary>
    public SessionState ForImport() =>
        new(Router, new ScriptTerminal(TextReader.Null, Terminal.Out, () => Terminal.Width), Variables, log, Jobs, Host) { ImportDepth = ImportDepth + 1 };

    /// <summary>Writes to the router's log: topic, message.</summary>
    public void Log(string topic, string message) => log(topic, message);
}
