using System.Globalization;

namespace Appliance.Daemon.Tests.Systemd;

/// <summary>The router as a service of a real systemd, from its installation to the power going off.</summary>
[Trait("needs", "guest")]
public sealed class ServiceTests
{
    [Fact]
    public async Task The_router_is_a_service_of_systemd_s()
    {
        using var guest = new SystemdGuest();
        await guest.BootedAsync();
        await InstallAsync(guest);
        await NameAndClockAsync(guest);
        await WatchdogAsync(guest);
        await RebootAsync(guest);
        await SwitchOffAsync(guest);
    }

    private static async Task InstallAsync(SystemdGuest guest)
    {
        await guest.TypeAsync("mkdir -p /mnt/product && mount -o ro /dev/vdb /mnt/product && ln -s /mnt/product/dotnet /usr/share/dotnet");
        // As hasty as an emulated processor allows. Systemd reads it with the unit that is being installed.
        await guest.TypeAsync("mkdir -p /etc/systemd/system/appliance.service.d && printf '[Service]\\nWatchdogSec=30\\nTimeoutAbortSec=1\\nLimitCORE=0\\n' >/etc/systemd/system/appliance.service.d/test.conf");
        (await guest.TypeAsync("/mnt/product/install/install /mnt/product/product")).ShouldBe("Installed. Start it with: systemctl enable --now appliance");
        // The disk with the runtime is there after a reboot.
        await guest.TypeAsync("echo '/dev/vdb /mnt/product ext4 ro 0 0' >>/etc/fstab");
        // Returns when the daemon has said that it is ready.
        await guest.TypeAsync("systemctl enable --now appliance");
        (await guest.TypeAsync("systemctl is-active appliance")).ShouldBe("active", await guest.TypeAsync("systemctl status appliance; tail -n 50 /var/lib/appliance/log/daemon.log"));
        (await guest.TypeAsync("systemctl show -p StatusText --value appliance")).ShouldBe("consoles are let in");
        (await guest.TypeAsync("systemd-inhibit --list --no-legend")).ShouldMatch("appliance.*shutdown.*delay");
    }

    private static async Task NameAndClockAsync(SystemdGuest guest)
    {
        (await guest.TypeAsync("hostnamectl hostname")).ShouldBe("MikroTik");
        await guest.RouterAsync("/system identity set name=\"core router\"");
        (await guest.TypeAsync("hostnamectl --static hostname; hostnamectl --pretty hostname; hostname; cat /etc/hostname")).ShouldBe("core-router\ncore router\ncore-router\ncore-router");
        await guest.TypeAsync("hostnamectl hostname other");
        await guest.UntilAsync("hostnamectl --static hostname; hostname", "core-router\ncore-router");
        // Past systemd, straight into the kernel.
        await guest.TypeAsync("echo kernel >/proc/sys/kernel/hostname");
        await guest.UntilAsync("hostname", "core-router");

        // One console for all that: on an emulated processor its start is dear.
        (await guest.RouterAsync("/log print", "/system clock set time-zone-name=Europe/Riga", "/system clock set date=jun/06/2030 time=12:00:00"))
            .ShouldContain("host name was changed to other from outside, it is set back");
        (await guest.TypeAsync("date -u '+%F %H'")).ShouldBe("2030-06-06 09");
        (await guest.TypeAsync("timedatectl show -p Timezone --value; readlink /etc/localtime")).ShouldBe("Europe/Riga\n../usr/share/zoneinfo/Europe/Riga");
        await guest.TypeAsync("timedatectl set-timezone Asia/Tokyo");
        await guest.UntilAsync("timedatectl show -p Timezone --value", "Europe/Riga");
    }

    private static async Task WatchdogAsync(SystemdGuest guest)
    {
        var process = await guest.TypeAsync("systemctl show -p MainPID --value appliance");
        // Asked for seldom: on an emulated processor asking is dear. Whoever starts what is starting waits with it.
        await guest.TypeAsync($"kill -STOP {process}; until [ $(systemctl show -p NRestarts --value appliance) = 1 ]; do sleep 3; done; systemctl start appliance");
        (await guest.TypeAsync("systemctl show -p NRestarts -p ActiveState --value appliance | tr '\\n' ' '")).ShouldBe("1 active");
        int.Parse(await guest.TypeAsync("systemctl show -p MainPID --value appliance"), CultureInfo.InvariantCulture).ShouldNotBe(int.Parse(process, CultureInfo.InvariantCulture));
        (await guest.RouterAsync("/system identity print")).ShouldContain("core router");
    }

    private static async Task RebootAsync(SystemdGuest guest)
    {
        await guest.LeaveAsync("printf '/system reboot\\ny\\n' | appliance >/dev/null 2>&1");
        await guest.RebootedAsync();
        await guest.TypeAsync("systemctl start appliance");
        (await guest.TypeAsync("systemctl is-active appliance")).ShouldBe("active");
        (await guest.TypeAsync("hostnamectl --static hostname; timedatectl show -p Timezone --value")).ShouldBe("core-router\nEurope/Riga");
        (await guest.RouterAsync("/log print")).ShouldNotContain("without proper shutdown");
    }

    private static async Task SwitchOffAsync(SystemdGuest guest)
    {
        await guest.LeaveAsync("printf '/system shutdown\\ny\\n' | appliance >/dev/null 2>&1");
        await guest.OffAsync();
    }
}
