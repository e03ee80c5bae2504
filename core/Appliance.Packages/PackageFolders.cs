namespace Appliance.Packages;

/// <summary>Folders that the package host works in.</summary>
/// <param name="Installed">Kept: the installed <c>.npk</c> files, each with its package's name.</param>
/// <param name="Unpacked">May be lost: plugins unpacked for loading.</param>
/// <param name="Uploads">The router's file store.</param>
public sealed record PackageFolders(string Installed, string Unpacked, string Uploads);
