namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Where a guest's files are in the run folder.</summary>
internal sealed record XenFiles(string Folder, string Key)
{
    public const string RecordExtension = ".domain";

    public string Record => Path(RecordExtension);

    /// <summary>What xl is told.</summary>
    public string Configuration => Path(".cfg");

    /// <summary>What was copied out of the image; the hypervisor has it in memory once the domain is made.</summary>
    public string Boot => Path(".boot");

    public void Remove()
    {
        File.Delete(Record);
        RemoveBoot();
    }

    public void RemoveBoot()
    {
        File.Delete(Configuration);
        if (Directory.Exists(Boot)) Directory.Delete(Boot, recursive: true);
    }

    private string Path(string kind) => System.IO.Path.Combine(Folder, Key + kind);
}
