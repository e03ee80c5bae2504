using Appliance.Imaging.Routers;

namespace Appliance.Daemon;

/// <summary>What was given on the command line.</summary>
/// <param name="State">Folder kept between starts: configuration, files, packages, log.</param>
/// <param name="Socket">Where consoles connect.</param>
/// <param name="Packages">Folder of the packages that the router was made with; empty for none.</param>
/// <param name="Keys">File of the public keys whose packages are taken.</param>
/// <param name="SystemDisk">Folder of the software that the router is made of, or a program that prints one; empty for this machine's own disk.</param>
/// <param name="Sandbox">Whether the machine is shared with others: clock and uptime are the daemon's own.</param>
/// <param name="EndsMachine">Whether the daemon itself ends the machine by system calls where systemd does not; else its exit status tells a supervisor to.</param>
/// <param name="Terminals">Devices of terminals at which a login waits.</param>
/// <param name="Watchdog">Device of the machine's watchdog; empty where nobody is to reset the machine.</param>
public sealed record DaemonOptions(string State, string Socket, string Packages, string Keys, string SystemDisk, bool Sandbox, bool EndsMachine, IReadOnlyList<string> Terminals, string Watchdog)
{
    public const string Usage = "usage: appliance-daemon --state <folder> --socket <path> --keys <file> [--packages <folder>] [--system-disk <folder or program>] [--sandbox | --machine] [--terminal <device>]... [--watchdog <device>]";

    /// <summary>Null where they make no sense.</summary>
    public static DaemonOptions? Parse(string[] words)
    {
        var (values, terminals) = (new Dictionary<string, string>(), new List<string>());
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "--sandbox" or "--machine") values[words[i]] = "";
            else if (i + 1 == words.Length) return null;
            else if (words[i] is "--terminal") terminals.Add(words[++i]);
            else if (words[i] is "--state" or "--socket" or "--keys" or "--packages" or "--system-disk" or "--watchdog") values[words[i]] = words[++i];
            else return null;
        }
        return values.TryGetValue("--state", out var state) && values.TryGetValue("--socket", out var socket) && values.TryGetValue("--keys", out var keys)
            ? new(Path.GetFullPath(state), socket, values.GetValueOrDefault("--packages", ""), keys, values.GetValueOrDefault("--system-disk", ""), values.ContainsKey("--sandbox"), values.ContainsKey("--machine"), terminals, values.GetValueOrDefault("--watchdog", "")) : null;
    }

    public string Configuration => Path.Combine(State, "configuration");

    public string Files => Path.Combine(State, "files");

    /// <summary>Those that belong to the software in a slot.</summary>
    public string InstalledPackages(int slot) => Path.Combine(State, "packages" + RouterSlot.Mark(slot));

    public string UpgradeNote => Path.Combine(State, "upgrade");

    public string OfferedPackages => Path.Combine(State, "offered");

    public string UnpackedPackages => Path.Combine(State, "unpacked");

    public string LogFile => Path.Combine(State, "log", "daemon.log");

    public string PluginState(string plugin) => Path.Combine(State, "plugins", plugin);

    /// <summary>Gone after a restart of the machine: where it is, only the daemon was restarted.</summary>
    public static string BootMark => PluginRun("booted");

    /// <summary>Gone after a restart of the machine, and short: sockets are made there.</summary>
    public static string PluginRun(string plugin) => Path.Combine("/run/appliance", plugin.ToLowerInvariant());
}
