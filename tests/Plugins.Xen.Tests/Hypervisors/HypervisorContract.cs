using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>What every hypervisor must do; each test class below runs it against one.</summary>
public abstract class HypervisorContract : IAsyncLifetime
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly List<IDomain> _domains = [];

    /// <summary>The hypervisor as a daemon that has just started sees it.</summary>
    protected abstract IHypervisor Start();

    /// <summary>With what a guest of this hypervisor needs to execute at all.</summary>
    protected virtual DomainSpec Bootable(DomainSpec spec) => spec;

    protected abstract string NewFile(string name);

    /// <summary>A tap, by its kernel name.</summary>
    protected abstract string NewTap();

    protected abstract void Kill(IDomain domain);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_domain_is_complete_before_it_executes()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        domain.Paused.ShouldBeTrue();
        await domain.AttachAsync(new NicSpec("7", MacAddress.Random(), "vif1", NewTap()), Ct);
        await domain.ResumeAsync(Ct);
        domain.Paused.ShouldBeFalse();
        domain.Ended.IsCompleted.ShouldBeFalse();
        domain.Nics.Single().Key.ShouldBe("7");
    }

    [Fact]
    public async Task A_destroyed_domain_has_ended_and_is_not_found_again()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        await domain.ResumeAsync(Ct);
        await domain.DestroyAsync();
        (await domain.Ended).ShouldBe(DomainEnd.Destroyed);
        await domain.DisposeAsync();
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_domain_outlives_the_daemon_with_its_cards()
    {
        var spec = new DomainSpec { Key = "2A", Name = "ros, one", Memory = 16, Weight = 128 };
        var domain = await CreateAsync(Start(), spec);
        var nic = new NicSpec("7", MacAddress.Random(), "to guest", NewTap());
        await domain.AttachAsync(nic, Ct);
        await domain.ResumeAsync(Ct);
        await domain.DisposeAsync();

        var found = Keep((await Start().FindAsync(Ct)).ShouldHaveSingleItem());
        found.Spec.ShouldBe(Bootable(spec));
        found.Paused.ShouldBeFalse();
        found.Nics.ShouldBe([nic]);
        await found.DestroyAsync();
        (await found.Ended).ShouldBe(DomainEnd.Destroyed);
    }

    [Fact]
    public async Task A_domain_that_ended_while_no_daemon_ran_is_found_as_ended()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        await domain.DisposeAsync();
        Kill(domain);

        var found = Keep((await Start().FindAsync(Ct)).ShouldHaveSingleItem());
        await found.Ended.WaitAsync(Soon, Ct);
        await found.DisposeAsync();
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_end_that_the_daemon_did_not_live_to_note_is_found_again()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        await domain.ResumeAsync(Ct);
        Kill(domain);
        await domain.Ended.WaitAsync(Soon, Ct);

        var found = Keep((await Start().FindAsync(Ct)).ShouldHaveSingleItem());
        await found.Ended.WaitAsync(Soon, Ct);
        await found.DisposeAsync();
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_that_dies_is_noticed_at_once()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        await domain.ResumeAsync(Ct);
        Kill(domain);
        (await domain.Ended.WaitAsync(Soon, Ct)).ShouldBe(DomainEnd.Crashed);
        await Should.ThrowAsync<DomainFailedException>(() => domain.ResumeAsync(Ct));
    }

    [Fact]
    public async Task An_image_belongs_to_one_domain()
    {
        var (hypervisor, image) = (Start(), NewFile("ros1, first.img"));
        var first = await CreateAsync(hypervisor, new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Image = image });
        var refusal = await Should.ThrowAsync<DomainFailedException>(() => CreateAsync(hypervisor, new DomainSpec { Key = "2", Name = "ros2", Memory = 16, Image = image }));
        refusal.State.ShouldBe("disk image is already in use");
        await first.DestroyAsync();
        await CreateAsync(hypervisor, new DomainSpec { Key = "2", Name = "ros2", Memory = 16, Image = image });
    }

    [Fact]
    public async Task A_domain_that_cannot_be_made_leaves_nothing()
    {
        var failure = await Should.ThrowAsync<DomainFailedException>(() =>
            CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Kernel = "/nowhere/vmlinuz" }));
        failure.State.Length.ShouldBeLessThanOrEqualTo(28);
        failure.Message.ShouldContain("ros1");
        failure.Message.ShouldContain("vmlinuz");
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_is_replaced_under_the_same_key()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        var (first, second) = (new NicSpec("7", MacAddress.Random(), "a", NewTap()), new NicSpec("7", MacAddress.Random(), "b", NewTap()));
        await domain.AttachAsync(first, Ct);
        await domain.AttachAsync(second, Ct);
        domain.Nics.ShouldBe([second]);
        await domain.DetachAsync("7", Ct);
        await domain.DetachAsync("7", Ct);
        domain.Nics.ShouldBeEmpty();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var domain in _domains) await domain.DisposeAsync();
        foreach (var left in await Start().FindAsync(CancellationToken.None))
        {
            await left.DestroyAsync();
            await left.DisposeAsync();
        }
    }

    protected async Task<IDomain> CreateAsync(IHypervisor hypervisor, DomainSpec spec) => Keep(await hypervisor.CreateAsync(Bootable(spec), Ct));

    private IDomain Keep(IDomain domain)
    {
        _domains.Add(domain);
        return domain;
    }
}
