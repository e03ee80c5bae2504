using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Power;

/// <summary>A question that only a clear yes answers.</summary>
internal static class Question
{
    public static async Task<bool> IsYesAsync(this ICommandContext context, string question, CancellationToken ct) =>
        (await context.AskAsync(question, ct)).Trim().ToLowerInvariant() is "y" or "yes";
}
