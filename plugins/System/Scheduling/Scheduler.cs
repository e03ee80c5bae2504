using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Scripts;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Scheduling;

/// <summary>
/// Runs tasks when they are due: one timer for the next of them, set anew whenever the tasks, the clock or the time zone change.
/// What was due while the router was off, or in a time that the clock jumped over, is not made up for.
/// </summary>
public sealed class Scheduler(IMachine machine, IConfig config, ScriptStarter starter, IAccess access, IFolders folders, TimeProvider time, ILoggerFactory loggers) : IPluginService
{
    // A clock that is corrected little by little drifts away from the timer: once a day both are compared.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly string _started = Path.Combine(folders.Run, "scheduler-started");
    private readonly ILogger _log = loggers.CreateLogger("script");
    private readonly long _up = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<ItemId, (ScheduledTask Task, DateTimeOffset? Next)> _tasks = [];
    private readonly Dictionary<ItemId, int> _counts = [];
    private readonly HashSet<ItemId> _busy = [];
    private readonly HashSet<Task> _running = [];
    private CancellationToken _stopping;
    private ITimer? _timer;

    /// <summary>Takes a task, or its change.</summary>
    public void Put(ScheduledTask task)
    {
        lock (_gate)
        {
            // What is new while the router runs missed this start, however near it is.
            var missed = _timer is not null && !_tasks.ContainsKey(task.Id) && IsOnceAtStartup(task);
            _tasks[task.Id] = (task, missed ? null : Next(task, machine.Now));
            Arm();
        }
    }

    /// <summary>Takes a task out.</summary>
    public void Take(ItemId id, bool forget)
    {
        lock (_gate)
        {
            _tasks.Remove(id);
            if (forget) _counts.Remove(id);
            Arm();
        }
    }

    public ScheduledTask Observe(ScheduledTask task)
    {
        lock (_gate)
        {
            var next = _tasks.TryGetValue(task.Id, out var known) ? known.Next : null;
            return task with { RunCount = _counts.GetValueOrDefault(task.Id), NextRun = next is { } at ? TimeZoneInfo.ConvertTime(at, machine.TimeZone).DateTime : null };
        }
    }

    public Task StartAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        machine.Changed += ClockChanged;
        lock (_gate)
        {
            // A daemon that is merely started again is no start of the router.
            if (File.Exists(_started)) foreach (var (id, (task, _)) in _tasks.Where(task => IsOnceAtStartup(task.Value.Task)).ToList()) _tasks[id] = (task, null);
            _timer = time.CreateTimer(static scheduler => ((Scheduler)scheduler!).RunDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Arm();
        }
        return File.WriteAllTextAsync(_started, "", stopping);
    }

    public async Task StopAsync()
    {
        machine.Changed -= ClockChanged;
        Task[] running;
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            running = [.. _running];
        }
        await Task.WhenAll(running);
    }

    private static bool IsOnceAtStartup(ScheduledTask task) => task.StartTime.IsStartup && task.Interval == TimeSpan.Zero;

    private DateTimeOffset Up => machine.Now - time.GetElapsedTime(_up);

    private DateTimeOffset? Next(ScheduledTask task, DateTimeOffset after) => Occurrence.After(task, after, Up, machine.TimeZone);

    private void ClockChanged(MachineChange change)
    {
        if (change is not (MachineChange.Clock or MachineChange.TimeZone)) return;
        lock (_gate)
        {
            var now = machine.Now;
            foreach (var (id, (task, _)) in _tasks.ToList()) _tasks[id] = (task, Next(task, now));
            Arm();
        }
    }

    private void Arm()
    {
        if (_timer is null) return;
        var next = _tasks.Values.Min(task => task.Next);
        var wait = next is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Clamp((next.Value - machine.Now).Ticks, s_shortest.Ticks, s_longest.Ticks));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void RunDue()
    {
        lock (_gate)
        {
            if (_timer is null) return;
            var now = machine.Now;
            var due = _tasks.Values.Where(task => task.Next <= now).OrderBy(task => task.Next).ThenBy(task => task.Task.Position).ToList();
            foreach (var (task, _) in due) _tasks[task.Id] = (task, Next(task, now));
            Arm();
            if (due.Count == 0) return;
            var run = RunAsync([.. due.Select(task => task.Task)]);
            _running.Add(run);
            run.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Ended(Task run)
    {
        lock (_gate) _running.Remove(run);
    }

    private async Task RunAsync(List<ScheduledTask> due)
    {
        await Task.Yield();
        var runs = new List<Task>();
        foreach (var task in due)
        {
            var run = RunAsync(task);
            runs.Add(run);
            // Tasks of the same time run in the order of the list; one that takes long does not hold up the others.
            await Task.WhenAny(run, Task.Delay(s_patience, time, _stopping));
        }
        await Task.WhenAll(runs);
    }

    private async Task RunAsync(ScheduledTask task)
    {
        lock (_gate)
        {
            if (!_busy.Add(task.Id))
            {
                _log.LogWarning("scheduled task {Task} still runs and is not run again", task.Name);
                return;
            }
            _counts[task.Id] = _counts.GetValueOrDefault(task.Id) + 1;
        }
        var login = new Login(task.OwnedBy, task.Policy.Together() & access.PoliciesOf(task.OwnedBy), "scheduler");
        if (await starter.RunAsync(config.Current, task.OnEvent, task.Name, login, _stopping) is { Sentence: ScriptStarter.NotAllowed })
            _log.LogWarning("scheduled task {Task} may not run the script {Script}", task.Name, task.OnEvent);
        lock (_gate) _busy.Remove(task.Id);
        _log.LogDebug("scheduled task {Task} has ended", task.Name);
    }
}
