namespace Appliance.XenPlugin.Hypervisors.Xen.Store;

/// <summary>Numbers of xen/io/xs_wire.h.</summary>
internal enum StoreOperation : uint
{
    Directory = 1,
    Read = 2,
    Watch = 4,
    Unwatch = 5,
    TransactionStart = 6,
    TransactionEnd = 7,
    Write = 11,
    Remove = 13,
    SetPermissions = 14,
    WatchEvent = 15,
    Error = 16,
}
