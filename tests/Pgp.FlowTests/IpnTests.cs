using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>What strangers and the provider can post to the entrance of its messages.</summary>
[Collection(nameof(StrangeCollection))]
public sealed class IpnTests(StrangeStack flow)
{
    private const string Stored = """{"status":"stored","code":"ok"}""";
    private const string NotGenuine = """{"status":"rejected","code":"not_genuine"}""";

    private const string KeptSql =
        "select convert_from(body, 'utf8') from payment_events where provider_payment_id = $1";

    private static long lastPayment = 7_000_000_000;

    private readonly Provider provider = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_without_signature_is_refused_and_not_kept()
    {
        var payment = NewPayment();
        var body = Provider.Message(payment, "finished", null).ToJsonString();

        Assert.Equal(
            new IpnAnswer(HttpStatusCode.Forbidden, NotGenuine),
            await provider.PostAsync(body, signature: null, Ct)
        );
        Assert.Empty(await flow.Facts.RowsAsync(KeptSql, payment));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_and_the_message_not_kept()
    {
        var payment = NewPayment();
        var body = Provider.Message(payment, "finished", null).ToJsonString();
        var right = provider.Sign(body);
        string[] wrong =
        [
            "",
            "signed",
            right[..^1],
            right + "0",
            (right[0] == '0' ? '1' : '0') + right[1..],
            provider.Sign(Provider.Message(payment, "waiting", null).ToJsonString()),
        ];
        foreach (var signature in wrong)
        {
            Assert.Equal(
                new IpnAnswer(HttpStatusCode.Forbidden, NotGenuine),
                await provider.PostAsync(body, signature, Ct)
            );
        }

        Assert.Empty(await flow.Facts.RowsAsync(KeptSql, payment));
    }

    [Fact]
    public async Task A_genuine_message_may_come_with_its_members_in_another_order()
    {
        var payment = NewPayment();
        var message = Provider.Message(payment, "finished", null);
        var signature = provider.Sign(message.ToJsonString());
        var turned = new JsonObject(
            message.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))
        ).ToJsonString();

        Assert.Equal(
            new IpnAnswer(HttpStatusCode.OK, Stored),
            await provider.PostAsync(turned, signature, Ct)
        );
        Assert.Equal(turned, await flow.Facts.TextAsync(KeptSql, payment, Ct));
    }

    [Fact]
    public async Task The_same_number_written_differently_is_another_message()
    {
        var payment = NewPayment();
        var body = Provider.Message(payment, "finished", null).ToJsonString();
        var altered = body.Replace("9.99,", "9.990,", StringComparison.Ordinal);
        Assert.NotEqual(body, altered);

        Assert.Equal(
            new IpnAnswer(HttpStatusCode.Forbidden, NotGenuine),
            await provider.PostAsync(altered, provider.Sign(body), Ct)
        );
        Assert.Empty(await flow.Facts.RowsAsync(KeptSql, payment));
    }

    [Fact]
    public async Task A_body_of_two_megabytes_is_refused_unread()
    {
        var body = $$"""{"payment_id":1,"order_description":"{{new string('x', 2_097_152)}}"}""";

        Assert.Equal(
            new IpnAnswer(
                HttpStatusCode.RequestEntityTooLarge,
                """{"status":"rejected","code":"body_too_long"}"""
            ),
            await provider.PostAsync(body, new string('0', 128), Ct)
        );
    }

    [Fact]
    public async Task A_message_that_comes_twenty_times_at_once_is_kept_once()
    {
        var payment = NewPayment();
        var body = Provider.Message(payment, "finished", null).ToJsonString();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => provider.TellAsync(body, Ct))
        );

        Assert.All(answers, a => Assert.Equal(new IpnAnswer(HttpStatusCode.OK, Stored), a));
        Assert.Equal(body, await flow.Facts.TextAsync(KeptSql, payment, Ct));
        Assert.Equal(["1"], await flow.Facts.RowsAsync(CountSql, payment));
        await WaitForDeadLetterAsync(payment);
    }

    public static TheoryData<string> Members =>
        [.. Provider.Message("1", "finished", null).Select(member => member.Key)];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task P36_null_in_any_member_is_kept_and_answered(string member)
    {
        var payment = NewPayment();
        var message = Provider.Message(payment, "finished", null);
        message[member] = null;
        // Tells the one message that names no payment from all others.
        message["order_description"] = payment;
        await AssertKeptAsync(message.ToJsonString(), member == "payment_id" ? null : payment);
    }

    [Theory]
    [InlineData("pay_currency", "\"a_coin_never_heard_of\"")]
    [InlineData("outcome_currency", "\"xyz\"")]
    [InlineData("outcome_amount", "0.123456789012345678")]
    [InlineData("actually_paid", "1000000000000")]
    [InlineData("pay_amount", "1e+21")]
    [InlineData("price_amount", "-9.99")]
    [InlineData("payment_status", "17")]
    [InlineData("order_id", "\"PGP-123456789|-1001234567890\"")]
    [InlineData("fee", "[1,[2,[3]]]")]
    [InlineData("updated_at", "{\"seconds\":1}")]
    public async Task P33_whatever_stands_in_a_member_is_kept_and_answered(
        string member,
        string json
    )
    {
        var payment = NewPayment();
        var message = Provider.Message(payment, "finished", null);
        message[member] = JsonNode.Parse(json);
        await AssertKeptAsync(message.ToJsonString(), payment);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("")]
    [InlineData("{\"payment_id\":1")]
    public async Task What_is_no_JSON_object_is_refused_whatever_it_is_signed_with(string body)
    {
        var key = Encoding.UTF8.GetBytes(flow.Stack.Credentials.IpnSecret);
        var signature = Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA512.HashData(key, Encoding.UTF8.GetBytes(body))
        );

        Assert.Equal(
            new IpnAnswer(HttpStatusCode.Forbidden, NotGenuine),
            await provider.PostAsync(body, signature, Ct)
        );
    }

    private const string CountSql =
        "select count(*) from payment_events where provider_payment_id = $1";

    private static string NewPayment() => $"{Interlocked.Increment(ref lastPayment)}";

    // The provider knows none of these payments: after looking there, each is a dead letter.
    private async Task AssertKeptAsync(string body, string? payment)
    {
        Assert.Equal(new IpnAnswer(HttpStatusCode.OK, Stored), await provider.TellAsync(body, Ct));
        var kept = await flow.Facts.RowsAsync(
            "select provider_payment_id from payment_events where body = $1",
            Encoding.UTF8.GetBytes(body)
        );
        Assert.Equal([payment ?? "-"], kept);
        if (payment is not null)
        {
            await WaitForDeadLetterAsync(payment);
        }
    }

    private async Task WaitForDeadLetterAsync(string payment)
    {
        var letters = await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select kind, reason from dead_letters where payload like $1",
                    $"%\"{payment}\"%"
                ),
            rows => rows.Count > 0,
            Ct
        );
        Assert.Equal(["rejected,the provider knows no such payment of ours"], letters);
    }
}
