using Appliance.XenPlugin.Hypervisors;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The guest that image-build/test-guest makes.</summary>
internal static class SmallLinux
{
    private static readonly Lazy<string> s_folder = new(() => Tool.Run(Find(AppContext.BaseDirectory)).TrimEnd().Split('\n')[^1]);

    public static DomainSpec Spec(string image) => new()
    {
        Key = "1",
        Name = "small",
        Memory = 96,
        Image = image,
        Kernel = Path.Combine(s_folder.Value, "vmlinuz"),
        Initrd = Path.Combine(s_folder.Value, "initrd.img"),
        CommandLine = "console=ttyS0 quiet",
    };

    private static string Find(string folder)
    {
        var script = Path.Combine(folder, "image-build", "test-guest", "build.sh");
        return File.Exists(script) ? script : Find(Path.GetDirectoryName(folder)!);
    }
}
