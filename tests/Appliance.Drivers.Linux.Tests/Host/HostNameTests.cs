using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Appliance.Drivers.Linux.Host;

namespace Appliance.Drivers.Linux.Tests.Host;

[Trait("needs", "namespace")]
public sealed partial class HostNameTests
{
    private const int NewHostNames = 0x0400_0000;

    [Theory]
    [InlineData("MikroTik", "MikroTik")]
    [InlineData("core router, 2nd floor", "core router, 2nd floor")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", "0123456789012345678901234567890123456789012345678901234567890123")]
    public void The_router_s_name_becomes_the_kernel_s(string name, string expected) =>
        WithOwnHostName(() =>
        {
            new Machine(AppContext.BaseDirectory, sandbox: true).SetHostNameAsync(name, default).Wait();
            return File.ReadAllText("/proc/sys/kernel/hostname").TrimEnd('\n');
        }).ShouldBe(expected);

    [Fact]
    public void Only_a_name_that_somebody_else_gave_is_told_of() =>
        WithOwnHostName(() =>
        {
            using var machine = new Machine(AppContext.BaseDirectory, sandbox: true);
            using var heard = new BlockingCollection<string>();
            machine.Changed += change => heard.Add($"{change} {machine.HostName}");
            machine.SetHostNameAsync("router", default).Wait();
            SetHostName("other", 5);
            return heard.TryTake(out var line, TimeSpan.FromSeconds(30)) ? line : "nothing";
        }).ShouldBe("HostName other");

    // A namespace belongs to a thread: one of our own ends with it.
    private static string WithOwnHostName(Func<string> body)
    {
        var result = "";
        Exception? trouble = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Unshare(NewHostNames) != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
                result = body();
            }
            catch (Exception caught)
            {
                trouble = caught;
            }
        });
        thread.Start();
        thread.Join();
        return trouble is null ? result : throw trouble;
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "sethostname", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetHostName(string name, nuint length);
}
