namespace Appliance.Sdk.Drivers.Host;

/// <summary>What is to become of an installed package.</summary>
public enum PackageChange
{
    /// <summary>It stays as it is: an earlier note is taken back.</summary>
    None,

    /// <summary>Its file is deleted; its configuration sleeps until it is installed again.</summary>
    Uninstall,

    /// <summary>It stays installed, with its configuration, and is not loaded.</summary>
    Disable,

    /// <summary>It is loaded again.</summary>
    Enable,

    /// <summary>An uploaded older version takes its place.</summary>
    Downgrade,
}
