using System.Collections.Frozen;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Tests.Sessions;

public sealed class SecretsTests
{
    private static readonly MenuNode s_root = new()
    {
        Name = "",
        Path = "/",
        Schema = new MenuSchema(typeof(Account)),
        Children = FrozenDictionary<string, MenuNode>.Empty,
        Commands = FrozenDictionary<string, CommandSchema>.Empty,
    };

    [Theory]
    [InlineData("/account add name=a password=x", true), InlineData("/account add pass=\"x", true), InlineData("set 0 password=", true)]
    [InlineData("/account add name=a", false), InlineData("/account print", false), InlineData("set 0 group=full", false), InlineData("=", false)]
    public void A_line_with_a_secret_is_recognized_by_its_text(string line, bool expected) => Secrets.AreIn(line, s_root).ShouldBe(expected);

    [Menu("/account")]
    private sealed record Account : NamedItem
    {
        public string Group { get; init; } = "";
        [Sensitive] public string Password { get; init; } = "";
    }
}
