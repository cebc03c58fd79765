using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;

namespace Pgp.UnitTests.Ethereum;

public class ChainGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_node_is_asked_for_its_chain_once()
    {
        var server = new ScriptedServer().Answers("""{"result":"0x1"}""");
        var guard = Guard(server);
        var first = await guard.SignAsync(Known.EtherTransfer, Ct);
        var second = await guard.SignAsync(Known.EtherTransfer, Ct);

        Assert.Equal(
            Assert.IsType<SigningOutcome.Signed>(first).Transaction.Hash,
            Assert.IsType<SigningOutcome.Signed>(second).Transaction.Hash
        );
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nothing_is_signed_while_the_node_serves_another_chain()
    {
        var server = new ScriptedServer()
            .Answers("""{"result":"0x7a69"}""")
            .Answers("""{"result":"0x7a69"}""")
            .Answers("""{"result":"0x1"}""");
        var guard = Guard(server);
        var expected = new SigningOutcome.WrongChain(ChainId.Mainnet, new ChainId(31_337));
        Assert.Equal(expected, await guard.SignAsync(Known.EtherTransfer, Ct));
        Assert.Equal(expected, await guard.SignAsync(Known.EtherTransfer, Ct));
        Assert.IsType<SigningOutcome.Signed>(await guard.SignAsync(Known.EtherTransfer, Ct));
    }

    [Fact]
    public async Task A_transaction_for_another_chain_is_not_signed()
    {
        var foreign = Known.EtherTransfer with { ChainId = new ChainId(5) };
        Assert.Equal(
            new SigningOutcome.WrongChain(ChainId.Mainnet, new ChainId(5)),
            await Guard(new ScriptedServer()).SignAsync(foreign, Ct)
        );
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_asked_again_next_time()
    {
        var server = new ScriptedServer()
            .Throws(new HttpRequestException("refused"))
            .Answers("""{"result":"0x1"}""");
        var guard = Guard(server);
        await Assert.ThrowsAsync<EthereumRpcException>(() =>
            guard.SignAsync(Known.EtherTransfer, Ct)
        );
        Assert.IsType<SigningOutcome.Signed>(await guard.SignAsync(Known.EtherTransfer, Ct));
    }

    private static ChainGuard Guard(ScriptedServer server) =>
        new(new EthereumRpc(server.Client), Known.Signer, ChainId.Mainnet);
}
