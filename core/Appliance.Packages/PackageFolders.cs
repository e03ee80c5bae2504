namespace Appliance.Packages;

/// <summary>Folders that the package host works in.</summary>
/// <param name="Installed">Kept: the installed <c>.npk</c> files, each with its package's name, and what is wanted of them.</param>
/// <param name="OtherInstalled">Kept: the same for the software in the other slot of this machine.</param>
/// <param name="UpgradeNote">Kept: file that says what was put into the other slot.</param>
/// <param name="Unpacked">May be lost: plugins unpacked for loading.</param>
/// <param name="Uploads">The router's file store: what lies there is installed at a reboot.</param>
/// <param name="Offered">What comes with another version of the daemon: installed at every start.</param>
/// <param name="Precompiled">Copies of plugins that came with this build of the daemon.</param>
public sealed record PackageFolders(string Installed, string OtherInstalled, string UpgradeNote, string Unpacked, string Uploads, string Offered, string Precompiled);
