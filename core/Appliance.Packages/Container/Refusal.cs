using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>Why a package is not taken: the sentences, all in one place. Each continues "can not install xen-3.11.npk: ".</summary>
internal static class Refusal
{
    public static Problem Unsigned { get; } = new("it is not signed");
    public static Problem Stranger { get; } = new("it is signed by a key that this router does not trust");
    public static Problem Incomplete { get; } = new("it is damaged or not complete");
    public static Problem NoManifest { get; } = new("it is not a package: there is no manifest in it");
    public static Problem ChangedManifest { get; } = new("it is damaged: the manifest is not the one that was signed");
    public static Problem TooBig { get; } = new($"it is too big: a package may have {PackageLimits.Unpacked >> 20} MiB when unpacked");
    public static Problem SystemMissing { get; } = new("it needs package system, which is not installed");

    public static Problem AtReboot { get; } = new("it is the router's own software, which is installed when the router reboots");
    public static Problem NoSlot { get; } = new("it is the router's own software, for which this machine's disk has no second place");

    public static Problem BadManifest(string what) => new($"its manifest is not valid: {what}");
    public static Problem ChangedFile(string path) => new($"it is damaged: the content of {path} is not the one that was signed");
    public static Problem MissingFile(string path) => new($"it is damaged: {path} is missing");
    public static Problem UnknownFile(string path) => new($"it holds the file {path}, which its manifest does not name");
    public static Problem Outside(string path) => new($"it holds the path {Printable(path)}, which leads outside of the package");
    public static Problem NoPlace(string path) => new($"it holds the file {path}, for which packages have no place");
    public static Problem OwnSdk(string path, string assembly) => new($"it brings its own copy of {assembly} as {path}");
    public static Problem Unreadable(string reason) => new($"it can not be read: {reason}");

    public static Problem Contract(int theirs, int ours) => new($"it was built for contract {theirs}, this router has contract {ours}");
    public static Problem Architecture(string theirs, string ours) => new($"it is made for {theirs}, this router is {ours}");
    public static Problem Version(string theirs, string systems) => new($"its version is {theirs}, that of package system is {systems}");
    public static Problem Older(string theirs, string systems) => new($"its version is {theirs}, older than that of package system, {systems}: only a downgrade takes it");
    public static Problem Disabled(string dependency) => new($"it needs package {dependency}, which is disabled");
    public static Problem Missing(string dependency) => new($"it needs package {dependency}, which is not installed");
    public static Problem Circle(string dependency) => new($"it needs package {dependency}, which in turn needs it");
    public static Problem Newer(string file) => new($"{file} is newer");
    public static Problem NotOldest(string file) => new($"a downgrade takes {file}, which is older");
    public static Problem WrongName(string name) => new($"it holds package {name}");
    public static Problem PluginTwice(string plugin, string owner) => new($"its plugin {plugin} came with package {owner} already");

    public static Problem PackageLeftOut(string package, string version) => new($"package {package} is not in it, and would be gone: upload {package}-{version}.npk too, or uninstall the package");

    // A sentence is one line on a terminal whatever the file holds.
    private static string Printable(string text) => string.Concat(text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter));
}
