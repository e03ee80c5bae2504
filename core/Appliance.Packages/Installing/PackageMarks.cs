using System.Text;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Installing;

/// <summary>
/// What an administrator wants of each package, as files beside the packages: <c>xen.disabled</c>, and <c>xen.scheduled</c> with a word in
/// it. Each is whole or not there, and on disk before anybody is told.
/// </summary>
internal sealed class PackageMarks(string folder)
{
    private const string Scheduled = ".scheduled", Disabled = ".disabled";

    public IReadOnlyDictionary<string, PackageChange> Schedule() => Marked(Scheduled)
        .Select(name => (name, Enum.TryParse<PackageChange>(File.ReadAllText(PathOf(name, Scheduled)), out var change) ? change : PackageChange.None))
        .Where(mark => mark.Item2 != PackageChange.None).ToDictionary();

    public void Schedule(string name, PackageChange change)
    {
        if (change == PackageChange.None) Delete(name, Scheduled);
        else Write(name, Scheduled, change.ToString());
    }

    public IReadOnlySet<string> DisabledPackages() => Marked(Disabled).ToHashSet();

    public void Disable(string name, bool disabled)
    {
        if (disabled) Write(name, Disabled, "");
        else Delete(name, Disabled);
    }

    private IEnumerable<string> Marked(string kind) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + kind).Select(path => Path.GetFileNameWithoutExtension(path))
        : [];

    private void Write(string name, string kind, string content) => DurableFile.Write(PathOf(name, kind), Encoding.UTF8.GetBytes(content));

    private void Delete(string name, string kind)
    {
        if (!File.Exists(PathOf(name, kind))) return;
        File.Delete(PathOf(name, kind));
        DurableFile.SyncFolder(folder);
    }

    private string PathOf(string name, string kind) => Path.Combine(folder, name + kind);
}
