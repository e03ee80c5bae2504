using System.Runtime.InteropServices;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>The hypervisor's own calls, by the library that comes with it: a process for each of them would take a hundred times as long.</summary>
internal sealed unsafe partial class XenControl : IDisposable
{
    // The library's calls and structures are those of one version of the hypervisor.
    private const string Library = "libxenctrl.so.4.17";
    private const int MostDomains = 1024, Credit2 = 6, Capabilities = 3, CapabilitiesSize = 1024;
    private const long PagesOfMebibyte = 256;

    // Below which xl takes nothing from it.
    private const long LeastOfRouter = 128;
    private readonly Lock _lock = new();
    private nint _handle;

    /// <summary>All domains but the router's own, those that are dying too.</summary>
    public IReadOnlyList<DomainInfo> Domains() => Do(handle =>
    {
        var found = new RawInfo[MostDomains];
        fixed (RawInfo* first = found)
        {
            var count = Check(GetInfoList(handle, 1, MostDomains, first), "list domains");
            return found[..count].Select(DomainInfo.Of).ToList();
        }
    });

    /// <summary>The domain, unless it is gone or dying.</summary>
    public DomainInfo? Find(Guid uuid) => Domains().Where(domain => domain.Uuid == uuid && !domain.IsDying).Cast<DomainInfo?>().FirstOrDefault();

    /// <summary>The kinds of guests that it can run on this machine, such as <c>xen-3.0-x86_64 hvm-3.0-x86_64</c>.</summary>
    public string GuestKinds() => Do(handle =>
    {
        var text = stackalloc byte[CapabilitiesSize];
        Check(GetVersion(handle, Capabilities, text), "say which guests it can run");
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    });

    /// <summary>MiB that no domain has.</summary>
    public long FreeMemory() => Do(handle => Physical(handle).FreePages / PagesOfMebibyte);

    /// <summary>Nothing happens when it is gone.</summary>
    public void Pause(uint domain) => Do(handle => PauseDomain(handle, domain));

    /// <summary>
    /// MiB that the router itself would give away: all but a least amount where Xen left it all memory at its start, nothing where it was given a limit.
    /// </summary>
    public long SpareMemory() => Do(handle =>
    {
        var router = default(RawInfo);
        Check(GetInfoList(handle, 0, 1, &router), "count the router's memory");
        return router.MaxPages < (ulong)Physical(handle).TotalPages ? 0 : Math.Max(0, router.Pages / PagesOfMebibyte - LeastOfRouter);
    });

    public void Unpause(uint domain) => Do(handle => Check(UnpauseDomain(handle, domain), "let a domain execute"));

    /// <summary>Takes away a domain's memory and processors; nothing happens when it is gone.</summary>
    public void Destroy(uint domain) => Do(handle => DestroyDomain(handle, domain));

    /// <summary>By the scheduler that runs.</summary>
    public void SetWeight(uint domain, int weight) => Do(handle =>
    {
        var scheduler = 0;
        Check(GetScheduler(handle, &scheduler), "ask for the scheduler");
        var share = new Share { Weight = (ushort)weight };
        return Check(scheduler == Credit2 ? SetCredit2(handle, domain, &share) : SetCredit(handle, domain, &share), "set the weight");
    });

    public void Dispose()
    {
        lock (_lock)
        {
            if (_handle != 0) _ = Close(_handle);
            _handle = 0;
        }
    }

    private T Do<T>(Func<nint, T> call)
    {
        lock (_lock)
        {
            if (_handle == 0) _handle = Open(0, 0, 0);
            if (_handle == 0) throw new DomainFailedException("no hypervisor", $"the hypervisor does not answer: {Marshal.GetLastPInvokeErrorMessage()}");
            return call(_handle);
        }
    }

    private static PhysicalInfo Physical(nint handle)
    {
        var info = default(PhysicalInfo);
        Check(GetPhysicalInfo(handle, &info), "count memory");
        return info;
    }

    private static int Check(int result, string what) =>
        result >= 0 ? result : throw new DomainFailedException("failed", $"the hypervisor does not {what}: {Marshal.GetLastPInvokeErrorMessage()}");

    private struct Share
    {
        public ushort Weight;
        public ushort Cap;
    }

    // xc_domaininfo_t
    [StructLayout(LayoutKind.Explicit, Size = 112)]
    internal struct RawInfo
    {
        [FieldOffset(0)] public ushort Domain;
        [FieldOffset(4)] public uint Flags;
        [FieldOffset(8)] public long Pages;
        [FieldOffset(16)] public ulong MaxPages;
        [FieldOffset(76)] public fixed byte Handle[16];
    }

    // xc_physinfo_t
    [StructLayout(LayoutKind.Explicit, Size = 112)]
    private struct PhysicalInfo
    {
        [FieldOffset(40)] public long TotalPages;
        [FieldOffset(48)] public long FreePages;
    }

    [LibraryImport(Library, EntryPoint = "xc_interface_open", SetLastError = true)]
    private static partial nint Open(nint log, nint buildLog, uint flags);

    [LibraryImport(Library, EntryPoint = "xc_interface_close")]
    private static partial int Close(nint handle);

    [LibraryImport(Library, EntryPoint = "xc_domain_getinfolist", SetLastError = true)]
    private static partial int GetInfoList(nint handle, uint first, uint most, RawInfo* found);

    [LibraryImport(Library, EntryPoint = "xc_physinfo", SetLastError = true)]
    private static partial int GetPhysicalInfo(nint handle, PhysicalInfo* info);

    [LibraryImport(Library, EntryPoint = "xc_version", SetLastError = true)]
    private static partial int GetVersion(nint handle, int what, byte* text);

    [LibraryImport(Library, EntryPoint = "xc_domain_pause", SetLastError = true)]
    private static partial int PauseDomain(nint handle, uint domain);

    [LibraryImport(Library, EntryPoint = "xc_domain_unpause", SetLastError = true)]
    private static partial int UnpauseDomain(nint handle, uint domain);

    [LibraryImport(Library, EntryPoint = "xc_domain_destroy", SetLastError = true)]
    private static partial int DestroyDomain(nint handle, uint domain);

    [LibraryImport(Library, EntryPoint = "xc_sched_id", SetLastError = true)]
    private static partial int GetScheduler(nint handle, int* scheduler);

    [LibraryImport(Library, EntryPoint = "xc_sched_credit_domain_set", SetLastError = true)]
    private static partial int SetCredit(nint handle, uint domain, Share* share);

    [LibraryImport(Library, EntryPoint = "xc_sched_credit2_domain_set", SetLastError = true)]
    private static partial int SetCredit2(nint handle, uint domain, Share* share);
}
