using System.Globalization;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>The running scripts; removing one ends it. A row's number is what <c>:execute</c> returned.</summary>
public sealed class JobRows(IScripts scripts) : IRemovableRows<JobRow>
{
    public IEnumerable<JobRow> Read(IConfigView config) => scripts.Jobs.Select(job => new JobRow
    {
        Id = new ItemId((uint)job.Number),
        Script = job.Run.Name,
        OwnedBy = job.Run.Login.User,
        Started = job.Started,
    });

    public string Key(JobRow row) => row.Id.Value.ToString(CultureInfo.InvariantCulture);

    public Task<Problem?> RemoveAsync(JobRow row, CancellationToken ct)
    {
        scripts.Stop(row.Id.Value);
        return Task.FromResult<Problem?>(null);
    }
}
