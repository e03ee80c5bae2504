using Appliance.Sdk.Access;

namespace Appliance.Engine.Access;

/// <summary>Which policy opens which way in.</summary>
internal static class WaysIn
{
    public static Policy PolicyOf(string via) => via switch
    {
        Login.Local => Policy.Local,
        "telnet" => Policy.Telnet,
        "ssh" => Policy.Ssh,
        "ftp" => Policy.Ftp,
        "winbox" => Policy.Winbox,
        "web" => Policy.Web,
        "api" or "rest" => Policy.Api,
        // What the router runs by itself has no door to pass.
        _ => Policy.None,
    };
}
