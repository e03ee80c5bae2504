using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Network;

public sealed class SimulatedNetworkTests : NetworkContract
{
    private readonly SimulatedNetwork _network = new();

    protected override INetwork Network => _network;

    protected override void Plug(string name) => _network.Outside.Plug(name, MacAddress.Random());

    protected override void RemoveLinkOutside(string name) => _network.Outside.RemoveLink(name);

    protected override void RemoveAddressOutside(string link, Ip4Prefix address) => _network.Outside.RemoveAddress(link, address);

    [Fact]
    public async Task A_change_can_be_made_to_be_refused()
    {
        _network.Refuse(2, "no room");
        await _network.Links.EnsureAsync(Bridge("a"));
        (await Should.ThrowAsync<RefusedException>(() => _network.Links.EnsureAsync(Bridge("b")))).Message.ShouldBe("no room");
        await _network.Links.EnsureAsync(Bridge("b"));
    }
}
