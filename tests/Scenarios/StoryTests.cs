using Scenarios.Running;

namespace Scenarios;

/// <summary>Every story of this folder, and the blocks of the pages at the top, are carried out on routers in sandboxes.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Stories =>
        [.. Directory.GetDirectories(Checkout.Stories).Where(folder => File.Exists(Path.Combine(folder, "story.md")))
        .Select(folder => Path.GetFileName(folder)!).Where(IsWanted).Order()];

    [Theory, MemberData(nameof(Stories)), Trait("needs", "namespace")]
    public Task A_story_goes_as_it_is_told(string story) => TellAsync(Path.Combine(Checkout.Stories, story, "story.md"), story);

    [Theory, InlineData("README.md"), InlineData("CONTRIBUTING.md"), Trait("needs", "namespace")]
    public Task A_page_shows_what_happens(string page) => TellAsync(Path.Combine(Checkout.Root, page), page);

    // STORY=bridges tells one story alone.
    private static bool IsWanted(string story) => (Environment.GetEnvironmentVariable("STORY") ?? story) == story;

    private static async Task TellAsync(string path, string name)
    {
        await using var runner = new StoryRunner(Story.Read(path, name));
        await runner.RunAsync();
    }
}
