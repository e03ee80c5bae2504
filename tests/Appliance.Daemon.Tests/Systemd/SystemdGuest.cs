using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.Channels;
using Appliance.Daemon.Tests.Running;

namespace Appliance.Daemon.Tests.Systemd;

/// <summary>A Debian with systemd in a virtual machine, with a shell at its second serial port, and what was built on a second disk.</summary>
internal sealed class SystemdGuest : IDisposable
{
    private const string Greeting = "the shell is there", Mark = "== answered ";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-guest-").FullName;
    private readonly Process _machine;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StreamWriter _input;
    private int _commands;

    public SystemdGuest()
    {
        var image = Tool.Run(Path.Combine(Tool.Root, "image-build", "test-systemd", "build.sh")).TrimEnd().Split('\n')[^1];
        var product = PackProduct();
        string[] arguments =
        [
            "-nodefaults", "-no-user-config", "-display", "none", "-machine", "pc,usb=off,accel=tcg", "-cpu", "max", "-smp", "2", "-m", "1024",
            "-kernel", Path.Combine(image, "vmlinuz"), "-initrd", Path.Combine(image, "initrd.img"), "-append", "console=ttyS0 quiet systemd.show_status=no",
            "-drive", $"file={Path.Combine(image, "disk.img")},format=raw,if=virtio,snapshot=on", "-drive", $"file={product},format=raw,if=virtio,readonly=on",
            "-serial", $"file:{Path.Combine(_folder, "console.log")}", "-chardev", $"socket,id=shell,path={Path.Combine(_folder, "shell")},server=off", "-serial", "chardev:shell",
        ];
        using var door = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        door.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "shell")));
        door.Listen();
        _machine = Process.Start("qemu-system-x86_64", arguments);
        if (!door.Poll(s_patience, SelectMode.SelectRead)) throw new TimeoutException("the machine does not start");
        var shell = new NetworkStream(door.Accept(), ownsSocket: true);
        _input = new StreamWriter(shell) { AutoFlush = true };
        _ = ReadAsync(new StreamReader(shell));
    }

    /// <summary>Waits until the shell says that it is there: what is typed before gets lost in part.</summary>
    public async Task BootedAsync()
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (await _lines.Reader.ReadAsync(limit.Token) != Greeting) { }
    }

    /// <summary>What a command prints.</summary>
    public async Task<string> TypeAsync(string command)
    {
        using var limit = new CancellationTokenSource(s_patience);
        return await AnswerAsync(command, limit.Token);
    }

    /// <summary>Types lines at the router's console.</summary>
    public Task<string> RouterAsync(params string[] lines) => TypeAsync($"printf '%s\\n' {string.Join(' ', lines.Select(line => $"'{line}'"))} | appliance");

    /// <summary>Repeats a command until it prints this.</summary>
    public async Task UntilAsync(string command, string expected)
    {
        var watch = Stopwatch.StartNew();
        var last = "";
        while (watch.Elapsed < s_patience)
        {
            last = await TypeAsync(command);
            if (last == expected) return;
            // Time is waited for here because a guest tells nobody outside what changed in it.
            await Task.Delay(TimeSpan.FromSeconds(0.3));
        }
        throw new TimeoutException($"{command}: {last}, not {expected}\n{File.ReadAllText(Path.Combine(_folder, "console.log"))}");
    }

    /// <summary>Waits until the machine is off.</summary>
    public Task OffAsync() => _machine.WaitForExitAsync().WaitAsync(s_patience);

    /// <summary>Types without waiting for an answer.</summary>
    public Task LeaveAsync(string command) => _input.WriteAsync(command + "\n");

    public void Dispose()
    {
        if (!_machine.HasExited) _machine.Kill();
        _machine.WaitForExit();
        _machine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> AnswerAsync(string command, CancellationToken ct)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Mark}{++_commands}");
        await _input.WriteAsync($"{{ {command}; }} </dev/null 2>&1; echo; echo '{mark}'\n");
        var lines = new List<string>();
        while (await _lines.Reader.ReadAsync(ct) is var line && line != mark) lines.Add(line);
        return string.Join('\n', lines).Trim();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }

    // The product, how to install it, and the runtime, which a router has as a package.
    private string PackProduct()
    {
        var content = Path.Combine(_folder, "content");
        Directory.CreateDirectory(content);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        Directory.CreateDirectory(Path.Combine(content, "dotnet", "shared", "Microsoft.NETCore.App"));
        Tool.Run("cp", "-r", Tool.Product, Path.Combine(content, "product"));
        Tool.Run("cp", "-r", Path.Combine(Tool.Root, "core", "Appliance.Daemon", "Systemd"), Path.Combine(content, "install"));
        Tool.Run("cp", "-r", Path.Combine(dotnet, "host"), Path.Combine(content, "dotnet"));
        Tool.Run("cp", "-r", runtime, Path.Combine(content, "dotnet", "shared", "Microsoft.NETCore.App"));
        var disk = Path.Combine(_folder, "product.img");
        Tool.Run("/sbin/mkfs.ext4", "-q", "-d", content, disk, "600M");
        Directory.Delete(content, recursive: true);
        return disk;
    }
}
