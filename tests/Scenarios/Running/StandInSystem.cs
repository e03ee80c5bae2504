namespace Scenarios.Running;

/// <summary>
/// Parts that look like a router's software and do not boot, for what can be shown without. While there is a file <c>hold</c> in the router's
/// state folder, building them takes for ever.
/// </summary>
internal static class StandInSystem
{
    /// <returns>What the router is given as its system disk: a program.</returns>
    public static string Make(string folder)
    {
        var noise = new byte[5 << 20];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(Path.Combine(folder, "vmlinuz"), noise[..(3 << 20)]);
        File.WriteAllBytes(Path.Combine(folder, "system.squashfs"), noise);
        File.WriteAllText(Path.Combine(folder, "cmdline"), "console=ttyS0\n");
        var program = Path.Combine(folder, "build");
        File.WriteAllText(program, $"#!/bin/bash\necho 'kernel: compiling'\nuntil [ ! -e \"$APPLIANCE_STATE/hold\" ]; do sleep 0.1; done\necho {folder}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return program;
    }
}
