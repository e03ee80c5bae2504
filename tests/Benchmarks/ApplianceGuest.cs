using System.Globalization;
using Appliance.Image.Tests.Running;

namespace Appliance.Benchmarks;

/// <summary>This checkout's software and packages, as <c>make-routeros-image</c> makes a guest of them.</summary>
internal sealed class ApplianceGuest(GuestDisk disk) : IBootedGuest
{
    public double Disk => disk.Content / 1048576.0;

    public string Prompt => "Login: ";

    public BootedMachine Boot(int memory) => disk.Boot(memory);

    public Task LogInAsync(BootedMachine machine) => machine.AnswerLoginAsync();

    public async Task<GuestMemory> MemoryAsync(BootedMachine machine)
    {
        return GuestMemory.OfKilobytes(await NumberAsync("total-memory"), await NumberAsync("free-memory"));

        async Task<double> NumberAsync(string name) => double.Parse((await machine.TypeAsync($":put [/system resource get {name}]")).TrimEnd('\n', 'k', 'B'), CultureInfo.InvariantCulture);
    }

    public async Task SwitchOffAsync(BootedMachine machine)
    {
        await machine.PressAsync("/system shutdown\r");
        await machine.WaitAsync("[y/N]:");
        await machine.PressAsync("y\r");
    }
}
