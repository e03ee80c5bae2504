namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>Where a guest's files are in the run folder. Names are short: a unix socket's path has room for 107 characters.</summary>
internal sealed record QemuFiles(string Folder, string Key)
{
    public string Record => Path("json");
    public string Pid => Path("pid");
    public string Qmp => Path("qmp");
    public string Console => Path("con");

    public void Remove()
    {
        foreach (var file in new[] { Record, Pid, Qmp, Console }) File.Delete(file);
    }

    private string Path(string kind) => System.IO.Path.Combine(Folder, Key + "." + kind);
}
