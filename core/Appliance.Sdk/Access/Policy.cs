namespace Appliance.Sdk.Access;

/// <summary>What a user may do, in RouterOS's words (<c>/user group</c>).</summary>
[Flags]
public enum Policy
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Log in at the console of the machine.</summary>
    Local = 1 << 0,

    /// <summary>Log in by telnet.</summary>
    Telnet = 1 << 1,

    /// <summary>Log in by SSH.</summary>
    Ssh = 1 << 2,

    /// <summary>Read and write files from outside.</summary>
    Ftp = 1 << 3,

    /// <summary>Restart the router and switch it off.</summary>
    Reboot = 1 << 4,

    /// <summary>See the configuration and what is observed.</summary>
    Read = 1 << 5,

    /// <summary>Change the configuration, except users and their rights.</summary>
    Write = 1 << 6,

    /// <summary>Change users and their rights; needs <see cref="Write"/> too.</summary>
    Policy = 1 << 7,

    /// <summary>Run commands that probe the network: ping.</summary>
    Test = 1 << 8,

    /// <summary>Log in by WinBox.</summary>
    Winbox = 1 << 9,

    /// <summary>Change the own password.</summary>
    Password = 1 << 10,

    /// <summary>Log in by the web page.</summary>
    Web = 1 << 11,

    /// <summary>Listen to traffic.</summary>
    Sniff = 1 << 12,

    /// <summary>See passwords and keys.</summary>
    Sensitive = 1 << 13,

    /// <summary>Log in by the API.</summary>
    Api = 1 << 14,

    /// <summary>Everything.</summary>
    All = (1 << 15) - 1,
}
