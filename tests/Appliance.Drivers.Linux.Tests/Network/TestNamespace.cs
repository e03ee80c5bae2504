using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Appliance.Drivers.Linux.Tests.Network;

/// <summary>A network namespace of the test's own: a thread that lives in it. Everything in it is gone when the last thread and driver are.</summary>
public sealed partial class TestNamespace : IDisposable
{
    private const int NewNetwork = 0x40000000;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public TestNamespace()
    {
        _thread = new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable()) work();
        })
        { IsBackground = true };
        _thread.Start();
        Do(() => Unshare(NewNetwork) < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : 0);
    }

    /// <summary>Runs on the thread inside.</summary>
    public T Do<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    /// <summary>Starts a program inside.</summary>
    public Process Start(string program, string arguments) =>
        Do(() => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!);

    /// <summary>Runs <c>ip</c> inside and gives what it prints.</summary>
    public string Ip(string arguments)
    {
        using var ip = Start("ip", arguments);
        var (output, errors) = (ip.StandardOutput.ReadToEndAsync(), ip.StandardError.ReadToEndAsync());
        ip.WaitForExit();
        return ip.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"ip {arguments}: {errors.Result}");
    }

    /// <summary>What <c>ip -json</c> says, one object a row.</summary>
    public List<JsonElement> Read(string arguments)
    {
        var text = Ip("-json -details " + arguments);
        return text.Length == 0 ? [] : [.. JsonDocument.Parse(text).RootElement.EnumerateArray().Where(row => row.EnumerateObject().Any())];
    }

    public JsonElement Link(string kernelName) => Read($"link show dev {kernelName}").Single();

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
