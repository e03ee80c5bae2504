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

    // On an emulated processor code is dear to compile, and compiled once.
    private const string Arguments = "console=ttyS0 quiet mitigations=off systemd.show_status=no systemd.setenv=DOTNET_TieredPGO=0"
        + " systemd.setenv=DOTNET_TC_CallCountThreshold=0x10000 systemd.setenv=DOTNET_EnableWriteXorExecute=0";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-guest-").FullName;
    private readonly string[] _arguments;
    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Process _machine;
    private ChannelReader<string> _lines;
    private StreamWriter _input;
    private int _commands;

    public SystemdGuest()
    {
        var image = Tool.Run(Path.Combine(Tool.Root, "image-build", "test-systemd", "build.sh")).TrimEnd().Split('\n')[^1];
        var disk = Path.Combine(_folder, "disk.img");
        Tool.Run("cp", "--sparse=always", Path.Combine(image, "disk.img"), disk);
        _arguments =
        [
            "-nodefaults", "-no-user-config", "-display", "none", "-machine", "pc,usb=off,accel=tcg", "-cpu", "max", "-m", "1024", "-no-reboot",
            "-kernel", Path.Combine(image, "vmlinuz"), "-initrd", Path.Combine(image, "initrd.img"), "-append", Arguments,
            "-drive", $"file={disk},format=raw,if=virtio", "-drive", $"file={PackProduct()},format=raw,if=virtio,readonly=on",
            "-serial", $"file:{Log}", "-chardev", $"socket,id=shell,path={Path.Combine(_folder, "shell")},server=off", "-serial", "chardev:shell",
        ];
        _door.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "shell")));
        _door.Listen();
        (_machine, _lines, _input) = SwitchOn();
    }

    private string Log => Path.Combine(_folder, "console.log");

    /// <summary>Waits until the shell says that it is there: what is typed before gets lost in part.</summary>
    public async Task BootedAsync()
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (await _lines.ReadAsync(limit.Token) != Greeting) { }
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
        throw new TimeoutException($"{command}: {last}, not {expected}\n{File.ReadAllText(Log)}");
    }

    /// <summary>Waits until the machine has switched itself off.</summary>
    public Task OffAsync() => EndedAsync("Power down");

    /// <summary>Waits until the machine begins anew. It does so in a QEMU of its own: in the old one it takes four times as long.</summary>
    public async Task RebootedAsync()
    {
        await EndedAsync("Restarting system");
        _machine.Dispose();
        (_machine, _lines, _input) = SwitchOn();
        await BootedAsync();
    }

    /// <summary>Types without waiting for an answer.</summary>
    public Task LeaveAsync(string command) => _input.WriteAsync(command + "\n");

    public void Dispose()
    {
        if (!_machine.HasExited) _machine.Kill();
        _machine.WaitForExit();
        _machine.Dispose();
        _door.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (Process Machine, ChannelReader<string> Lines, StreamWriter Input) SwitchOn()
    {
        var machine = Process.Start("qemu-system-x86_64", _arguments);
        if (!_door.Poll(s_patience, SelectMode.SelectRead)) throw new TimeoutException("the machine does not start");
        var shell = new NetworkStream(_door.Accept(), ownsSocket: true);
        var lines = Channel.CreateUnbounded<string>();
        _ = ReadAsync(new StreamReader(shell), lines.Writer);
        return (machine, lines.Reader, new StreamWriter(shell) { AutoFlush = true });
    }

    // The kernel's last words say how.
    private async Task EndedAsync(string how)
    {
        await _machine.WaitForExitAsync().WaitAsync(s_patience);
        (await File.ReadAllTextAsync(Log)).ShouldContain($"reboot: {how}");
    }

    private async Task<string> AnswerAsync(string command, CancellationToken ct)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Mark}{++_commands}");
        await _input.WriteAsync($"{{ {command}; }} </dev/null 2>&1; echo; echo '{mark}'\n");
        var lines = new List<string>();
        while (await _lines.ReadAsync(ct) is var line && line != mark) lines.Add(line);
        return string.Join('\n', lines).Trim();
    }

    private static async Task ReadAsync(StreamReader output, ChannelWriter<string> lines)
    {
        while (await output.ReadLineAsync() is { } line) lines.TryWrite(line);
        lines.Complete();
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
