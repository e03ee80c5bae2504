namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>Where a guest's files are in the run folder. Names are short: a unix socket's path has room for 107 characters.</summary>
internal sealed record QemuFiles(string Folder, string Key)
{
    public string Record => Path("json");
    public string Pid => Path("pid");
    public string Qmp => Path("qmp");
    public string Console => Path("con");

    /// <summary>What was copied out of the image; QEMU has it in memory once it runs.</summary>
    public string Boot => Path("boot");

    public void Remove()
    {
        foreach (var file in new[] { Record, Pid, Qmp, Console }) File.Delete(file);
        RemoveBoot();
    }

    public void RemoveBoot()
    {
        if (Directory.Exists(Boot)) Directory.Delete(Boot, recursive: true);
    }

    private string Path(string kind) => System.IO.Path.Combine(Folder, Key + "." + kind);
}
