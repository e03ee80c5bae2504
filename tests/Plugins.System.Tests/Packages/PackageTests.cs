using Appliance.Engine.Schema;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Packages;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Packages;

public sealed class PackageTests
{
    private static readonly DateTime s_built = new(2008, 6, 6, 9, 43, 13);

    [Fact]
    public void Columns_and_details_are_those_of_the_3_x_generation()
    {
        var schema = new MenuSchema(typeof(PackageRow));
        schema.BriefColumns.Select(column => column.Name).ShouldBe(["name", "version", "scheduled"]);
        schema.Properties.Select(property => property.Name).ShouldBe(["name", "version", "build-time", "scheduled"]);
        schema.FlagGroups.Single().Single().Letter.ShouldBe('X');
    }

    [Fact]
    public void A_parked_package_says_why()
    {
        var row = Row(new InstalledPackage("xen", "3.11", s_built, false, "", "plugin Xen threw: no /dev/kvm"));
        row.Comment.ShouldBe("parked: plugin Xen threw: no /dev/kvm");
        row.Disabled.ShouldBeFalse();
    }

    [Fact]
    public void A_disabled_package_is_flagged_and_what_is_to_come_is_shown()
    {
        var row = Row(new InstalledPackage("xen", "3.11", s_built, true, "scheduled for uninstall", ""));
        (row.Name, row.Version, row.BuildTime, row.Disabled, row.Scheduled, row.Comment).ShouldBe(("xen", "3.11", s_built, true, "scheduled for uninstall", ""));
    }

    private static PackageRow Row(InstalledPackage package) => new PackageRows(new FakePackages(package)).Read(new FakeScope()).Single();
}
