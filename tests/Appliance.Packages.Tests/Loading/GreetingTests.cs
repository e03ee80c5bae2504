namespace Appliance.Packages.Tests.Loading;

public class GreetingTests
{
    [Fact]
    public async Task The_smallest_plugin_is_packed_signed_installed_and_attached()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.UploadGreeting();

        await router.StartAsync();

        router.Log.Lines.ShouldBe(["system,info installed system-3.11", "system,info installed greeting-3.11"]);
        router.Installed.Select(package => (package.Name, package.Version, package.Problem)).ShouldBe([("system", "3.11", ""), ("greeting", "3.11", "")]);
        router.Engine.Menus.ShouldBe(["/greeting"]);
        router.FilesBelow(router.Folders.Uploads).ShouldBeEmpty();
    }
}
