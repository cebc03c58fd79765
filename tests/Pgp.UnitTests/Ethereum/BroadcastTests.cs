using System.Net;
using System.Text.Json;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.UnitTests.Ethereum;

public class BroadcastTests
{
    private static readonly SignedTransaction Transaction = Known.EtherTransfer.Encode(
        Known.Signer.Sign(Known.EtherTransfer.SigningHash)
    );

    [Fact]
    public async Task The_node_gets_the_bytes_as_they_are()
    {
        var server = new ScriptedServer().Answers(Result(Transaction.Hash));
        Assert.Equal(new BroadcastOutcome.Accepted(), await SendAsync(server));

        var (method, address, body, _) = Assert.Single(server.Requests);
        Assert.Equal(HttpMethod.Post, method);
        Assert.Equal("http://partner.test/path/", $"{address}");
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal("2.0", json.GetProperty("jsonrpc").GetString());
        Assert.Equal("eth_sendRawTransaction", json.GetProperty("method").GetString());
        Assert.Equal(Hex.Data(Transaction.Raw.Span), json.GetProperty("params")[0].GetString());
    }

    [Fact]
    public async Task Another_hash_than_ours_is_unknown()
    {
        var server = new ScriptedServer().Answers(Result(default));
        Assert.IsType<BroadcastOutcome.Unknown>(await SendAsync(server));
    }

    [Fact]
    public async Task Only_the_message_of_an_error_is_searched()
    {
        var server = new ScriptedServer().Answers(
            """
            {"id":1,"error":{"code":-32000,"message":"busy","data":"nonce too low"}}
            """
        );
        Assert.Equal(new BroadcastOutcome.Unknown("busy"), await SendAsync(server));
    }

    [Fact]
    public async Task An_error_is_classified_by_its_words()
    {
        var server = new ScriptedServer().Answers(
            """
            {"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"nonce too low"}}
            """
        );
        Assert.Equal(new BroadcastOutcome.NonceUsed(), await SendAsync(server));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    [InlineData(HttpStatusCode.InternalServerError, """{"error":{"message":"nonce too low"}}""")]
    [InlineData(HttpStatusCode.Unauthorized, """{"error":{"message":"already known"}}""")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "{")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, """{"result":null}""")]
    [InlineData(HttpStatusCode.OK, """{"error":"nonce too low"}""")]
    [InlineData(HttpStatusCode.OK, """{"error":{"code":-32005,"message":"nonce too low"}}""")]
    public async Task No_answer_of_the_node_itself_is_unknown(HttpStatusCode status, string body)
    {
        var server = new ScriptedServer().Answers(status, body);
        Assert.IsType<BroadcastOutcome.Unknown>(await SendAsync(server));
    }

    public static TheoryData<Exception> LostAnswers =>
        [
            new HttpRequestException("connection reset"),
            new IOException("cut off"),
            new TaskCanceledException("time limit", new TimeoutException()),
            new TimeoutException(),
            new NotSupportedException("thrown by a handler of the host"),
        ];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_lost_answer_is_unknown(Exception lost)
    {
        var outcome = await SendAsync(new ScriptedServer().Throws(lost));
        Assert.Equal(new BroadcastOutcome.Unknown($"no answer: {lost.GetType().Name}"), outcome);
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_with_the_time_limit()
    {
        using var client = new ScriptedServer().Stalls().Client;
        client.Timeout = TimeSpan.FromMilliseconds(20);
        var rpc = new EthereumRpc(client);
        var ct = TestContext.Current.CancellationToken;
        Assert.IsType<BroadcastOutcome.Unknown>(await rpc.SendRawTransactionAsync(Transaction, ct));
    }

    [Fact]
    public async Task Our_own_cancellation_is_not_an_answer()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var rpc = new EthereumRpc(new ScriptedServer().Client);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            rpc.SendRawTransactionAsync(Transaction, stop.Token)
        );
    }

    private static Task<BroadcastOutcome> SendAsync(ScriptedServer server) =>
        new EthereumRpc(server.Client).SendRawTransactionAsync(
            Transaction,
            TestContext.Current.CancellationToken
        );

    private static string Result(Hash32 hash) =>
        $$"""{"jsonrpc":"2.0","id":1,"result":"{{hash}}"}""";
}
