using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Tests.Fakes;
using CsCheck;

namespace Appliance.SystemPlugin.Tests.Resources;

public sealed class SectorCountTests : IDisposable
{
    private readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_restart_of_the_machine_goes_on_from_the_old_sum()
    {
        Start().Total(989).ShouldBe(989);
        _folders.Reboot();
        var second = Start();
        second.Total(794).ShouldBe(989 + 794);
        second.Total(800).ShouldBe(989 + 800);
    }

    [Fact]
    public void A_restart_of_the_machine_is_seen_even_when_it_has_written_more_than_before()
    {
        Start().Total(100).ShouldBe(100);
        _folders.Reboot();
        Start().Total(150).ShouldBe(250);
    }

    [Fact]
    public void A_restart_of_the_services_alone_counts_nothing_twice()
    {
        Start().Total(100).ShouldBe(100);
        Start().Total(150).ShouldBe(150);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many 7")]
    [InlineData("99999999999999999999 1")]
    public void A_file_that_a_crash_has_spoilt_counts_from_zero(string content)
    {
        File.WriteAllText(Path.Combine(_folders.State, "sectors"), content);
        Start().Total(5).ShouldBe(5);
    }

    [Fact]
    public void Whatever_happens_the_sum_is_that_of_all_starts() =>
        Gen.Int[0, 1000].Array[0, 5].Array[1, 6].Sample(
            starts =>
            {
                using var folders = new TestFolders();
                long written = 0;
                foreach (var start in starts)
                {
                    folders.Reboot();
                    var (count, sinceBoot) = (new SectorCount(folders, new TestLog().Loggers), 0L);
                    foreach (var more in start)
                    {
                        sinceBoot += more;
                        written += more;
                        count.Total(sinceBoot).ShouldBe(written);
                    }
                }
            },
            iter: 50);

    private SectorCount Start() => new(_folders, new TestLog().Loggers);
}
