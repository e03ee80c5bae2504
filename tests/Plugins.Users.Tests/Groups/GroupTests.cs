using Appliance.Sdk.Access;
using Appliance.UsersPlugin.Groups;

namespace Appliance.UsersPlugin.Tests.Groups;

public sealed class GroupTests
{
    [Fact]
    public async Task Groups_print_all_policies()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.TypeAsync("/user group print", width: 200)).ShouldBe(
            """
            [admin@MikroTik] > /user group print
             0 name="read" policy=local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,api,!ftp,!write,!policy,!sensitive

             1 name="write" policy=local,telnet,ssh,reboot,read,write,test,winbox,password,web,sniff,api,!ftp,!policy,!sensitive

             2 name="full" policy=local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,password,web,sniff,sensitive,api

            """);
    }

    [Theory]
    [InlineData("read,test", Policy.Read | Policy.Test)]
    [InlineData("rea,tes,!ftp", Policy.Read | Policy.Test)]
    [InlineData("read,!read", Policy.None)]
    [InlineData("", Policy.None)]
    public void A_list_names_what_is_granted(string text, Policy granted)
    {
        PolicyList.TryParse(text, out var list).ShouldBeTrue();
        list.Granted.ShouldBe(granted);
        PolicyList.TryParse(list.ToString(), out var again).ShouldBeTrue();
        again.ShouldBe(list);
    }

    [Theory]
    [InlineData("/user group set 0 policy=bogus", "input does not match any value of policy")]
    [InlineData("/user group set 0 policy=s", "ambiguous value of policy, more than one possible value matches input")]
    [InlineData("/user group set read name=readers", "failure: can not rename default group")]
    [InlineData("/user group remove write", "failure: can not remove default group")]
    [InlineData("/user group remove ops", "failure: can not remove group, user bob is in it")]
    [InlineData("/user group add name=full", "failure: already have item with such name")]
    public async Task A_mistake_gets_its_sentence(string command, string sentence)
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user group add name=ops policy=read\n/user add name=bob group=ops");
        (await router.TypeAsync(command)).Split('\n')[1].ShouldBe(sentence);
    }

    [Fact]
    public async Task A_change_of_the_group_counts_at_once()
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user group add name=ops policy=local,read\n/user add name=bob group=ops\n/tunnel add secret=xyzzy");
        var screen = await router.TypeAsync(
            """
            /user group set ops policy=local,read,write,policy
            /tunnel set 0 name=mine
            /user group set ops policy=local,write,policy
            /tunnel print
            /user set bob group=full
            /tunnel print
            """, "bob");
        screen.ShouldBe(
            """
            [bob@MikroTik] > /user group set ops policy=local,read,write,policy
            not enough permissions (9)
            [bob@MikroTik] > /tunnel set 0 name=mine
            not enough permissions (9)
            [bob@MikroTik] > /user group set ops policy=local,write,policy
            not enough permissions (9)
            [bob@MikroTik] > /tunnel print
            Flags: X - disabled
             #   NAME                                 SECRET
             0   tunnel1                              *****
            [bob@MikroTik] > /user set bob group=full
            not enough permissions (9)
            [bob@MikroTik] > /tunnel print
            Flags: X - disabled
             #   NAME                                 SECRET
             0   tunnel1                              *****

            """);
        await router.TypeAsync("/user group set ops policy=local,read,write,policy");
        (await router.TypeAsync("/user group set ops policy=local,write,policy\n/tunnel print\n/user set bob group=full\n/tunnel print", "bob")).ShouldBe(
            """
            [bob@MikroTik] > /user group set ops policy=local,write,policy
            [bob@MikroTik] > /tunnel print
            not enough permissions (9)
            [bob@MikroTik] > /user set bob group=full
            [bob@MikroTik] > /tunnel print
            Flags: X - disabled
             #   NAME                                 SECRET
             0   tunnel1                              xyzzy

            """);
    }
}
