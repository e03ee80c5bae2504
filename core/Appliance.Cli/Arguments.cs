namespace Appliance.Cli;

/// <summary>What was given on the command line.</summary>
/// <param name="Socket">Path of the daemon's socket.</param>
/// <param name="Wait">Whether to wait for a daemon that is not there yet.</param>
/// <param name="User">In whose name; empty where none was given.</param>
public sealed record Arguments(string Socket, bool Wait, string User)
{
    public const string Usage = "usage: appliance [--socket <path>] [--wait] [--user <name>]   (else APPLIANCE_SOCKET)";

    /// <summary>Null where they make no sense.</summary>
    public static Arguments? Parse(string[] words)
    {
        var (socket, wait, user) = (Environment.GetEnvironmentVariable("APPLIANCE_SOCKET"), false, "");
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--wait") wait = true;
            else if (words[i] == "--socket" && i + 1 < words.Length) socket = words[++i];
            else if (words[i] == "--user" && i + 1 < words.Length) user = words[++i];
            else return null;
        }
        return string.IsNullOrEmpty(socket) ? null : new(socket, wait, user);
    }
}
