using System.Diagnostics;
using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class ZoneLinkTests : IDisposable
{
    private static readonly TimeZoneInfo s_riga = TimeZoneInfo.FindSystemTimeZoneById("Europe/Riga");
    private static readonly TimeZoneInfo s_tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private readonly TemporaryFolder _folder = new();

    private string Link => _folder.Under("localtime");

    private string? Target => new FileInfo(Link).LinkTarget;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Programs_find_the_zone_by_it()
    {
        ZoneLink.Set(Link, s_tokyo);
        Date().ShouldBe("JST +0900");
        ZoneLink.Set(Link, TimeZoneInfo.Utc);
        Date().ShouldBe("UTC +0000");
    }

    [Fact]
    public void A_file_in_its_place_is_replaced()
    {
        File.WriteAllText(Link, "a copy of a zone");
        ZoneLink.Set(Link, s_riga);
        Target.ShouldBe("/usr/share/zoneinfo/Europe/Riga");
    }

    [Fact]
    public void Nothing_but_the_link_is_left_also_of_an_attempt_that_was_cut_off()
    {
        File.CreateSymbolicLink(Link + ".new", "/nowhere");
        ZoneLink.Set(Link, s_riga);
        ZoneLink.Set(Link, s_tokyo);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([Link]);
        Target.ShouldBe("/usr/share/zoneinfo/Asia/Tokyo");
    }

    [Fact]
    public void One_that_is_right_already_is_not_touched()
    {
        ZoneLink.Set(Link, s_riga);
        NobodyMayWrite();
        ZoneLink.Set(Link, s_riga);
        Target.ShouldBe("/usr/share/zoneinfo/Europe/Riga");
    }

    [Theory]
    [InlineData("manual")]
    [InlineData("zone.tab")]
    [InlineData("Europe")]
    [InlineData("../zoneinfo/Asia/Tokyo")]
    public void What_is_no_zone_of_the_database_leaves_it_as_it_is(string id)
    {
        ZoneLink.Set(Link, s_riga);
        ZoneLink.Set(Link, TimeZoneInfo.CreateCustomTimeZone(id, TimeSpan.FromHours(2), id, id));
        Target.ShouldBe("/usr/share/zoneinfo/Europe/Riga");
    }

    [Fact]
    public void What_the_machine_does_not_allow_is_refused_with_a_sentence_and_the_old_zone_stays()
    {
        ZoneLink.Set(Link, s_riga);
        NobodyMayWrite();
        Should.Throw<RefusedException>(() => ZoneLink.Set(Link, s_tokyo)).Message.ShouldStartWith("can not set time zone: ");
        Target.ShouldBe("/usr/share/zoneinfo/Europe/Riga");
        Should.Throw<RefusedException>(() => ZoneLink.Set(_folder.Under("gone/localtime"), s_tokyo)).Message.ShouldStartWith("can not set time zone: ");
    }

    // A folder in the place of the file that is made first, because root may write everywhere else.
    private void NobodyMayWrite() => Directory.CreateDirectory(Link + ".new");

    private string Date()
    {
        var start = new ProcessStartInfo("date", ["+%Z %z"]) { RedirectStandardOutput = true };
        start.Environment["TZ"] = ":" + Link;
        using var date = Process.Start(start)!;
        return date.StandardOutput.ReadToEnd().TrimEnd();
    }
}
