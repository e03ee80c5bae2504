using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>What a script may do: the policies that are not about logging in.</summary>
public enum ScriptPolicy
{
    [Help("read and write files")] Ftp = Appliance.Sdk.Access.Policy.Ftp,
    [Help("reboot the router")] Reboot = Appliance.Sdk.Access.Policy.Reboot,
    [Help("see the configuration")] Read = Appliance.Sdk.Access.Policy.Read,
    [Help("change the configuration")] Write = Appliance.Sdk.Access.Policy.Write,
    [Help("change users and their rights")] Policy = Appliance.Sdk.Access.Policy.Policy,
    [Help("probe the network")] Test = Appliance.Sdk.Access.Policy.Test,
    [Help("what WinBox may do")] Winbox = Appliance.Sdk.Access.Policy.Winbox,
    [Help("change the own password")] Password = Appliance.Sdk.Access.Policy.Password,
    [Help("listen to traffic")] Sniff = Appliance.Sdk.Access.Policy.Sniff,
    [Help("see passwords and keys")] Sensitive = Appliance.Sdk.Access.Policy.Sensitive,
}
