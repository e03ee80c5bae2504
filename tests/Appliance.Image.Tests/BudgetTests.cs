using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

/// <summary>What each part may take of a guest's 32 MiB. Who raises a number says in ARCHITECTURE.md what it bought.</summary>
public sealed class BudgetTests
{
    [Theory]
    [InlineData("vmlinuz", 3_100_000)]
    [InlineData("system.squashfs", 26_700_000)]
    public void A_part_stays_within_its_budget(string part, long most) =>
        new FileInfo(Path.Combine(Tool.Parts, part)).Length.ShouldBeLessThan(most);
}
