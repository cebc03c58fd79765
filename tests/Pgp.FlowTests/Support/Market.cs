using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>A buyer's order with its payment page.</summary>
/// <param name="Channel">What is bought.</param>
/// <param name="Person">Telegram id of the buyer.</param>
/// <param name="Order">Our id, for example <c>ord_…</c>.</param>
/// <param name="Invoice">The hosted page.</param>
internal sealed record Purchase(SampleChannel Channel, long Person, OrderId Order, Uri Invoice);

/// <summary>Plays owners and buyers.</summary>
internal sealed class Market(FlowStack flow)
{
    /// <summary>Receives USDT, so that every payout goes through the exchange.</summary>
    public const string OwnerOfUsdt = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    /// <summary>Receives the very coin the wallet holds, so that nothing is exchanged.</summary>
    public const string OwnerOfEther = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    private const string OrderSql = """
        select order_id, invoice_url
          from orders
         where user_id = $1
           and state = 'invoiced'
         order by created_at desc
         limit 1
        """;

    public Task<SampleChannel> OpenChannelAsync(CancellationToken ct) =>
        CreateAsync("usdt@eth", OwnerOfUsdt, ct);

    public Task<SampleChannel> OpenDirectChannelAsync(CancellationToken ct) =>
        CreateAsync("eth@eth", OwnerOfEther, ct);

    /// <summary>A new person follows the link of the cheapest tier: 9.99 USD, 30 days.</summary>
    public async Task<Purchase> SubscribeAsync(SampleChannel channel, CancellationToken ct)
    {
        var person = await NewPersonAsync(ct);
        return await SubscribeAsync(channel, person, ct);
    }

    public async Task<Purchase> SubscribeAsync(
        SampleChannel channel,
        long person,
        CancellationToken ct,
        int tier = 1
    )
    {
        var known = await LastOrderAsync(person);
        await flow.Sandbox.StartBotAsync(person, channel.Subscription(tier), ct);
        return await NewOrderAsync(channel, person, known, ct);
    }

    /// <summary>A new person chooses the second of the offered donations: 10 USD.</summary>
    public async Task<Purchase> DonateAsync(SampleChannel channel, CancellationToken ct)
    {
        var person = await NewPersonAsync(ct);
        await flow.Sandbox.StartBotAsync(person, channel.Donation, ct);
        var menu = await flow.Sandbox.WaitForMessageAsync(
            person,
            message => Buttons(message).Length == 5,
            ct
        );
        var message = (int)menu["message_id"]!;
        await flow.Sandbox.PressAsync(person, message, Buttons(menu)[1], ct);
        return await NewOrderAsync(channel, person, known: null, ct);
    }

    /// <summary>Pays a share of what is asked.</summary>
    /// <returns>The provider's payment id.</returns>
    public Task<string> PayAsync(
        Purchase purchase,
        CancellationToken ct,
        string coin = "btc",
        string share = "1.0"
    ) => flow.Sandbox.PayAsync(purchase.Invoice, coin, share, ct);

    public async Task<long> NewPersonAsync(CancellationToken ct)
    {
        var person = flow.NextPerson();
        await flow.Sandbox.CreatePersonAsync(person, $"Person {person}", ct);
        return person;
    }

    /// <summary>The different invite links that a person was sent.</summary>
    public async Task<IReadOnlyList<Uri>> InvitesAsync(long person, CancellationToken ct) =>
        [
            .. (await flow.Sandbox.MessagesAsync(person, ct))
                .Select(message => SandboxClient.LinkOf(message!))
                .OfType<Uri>()
                .Where(link => link.AbsolutePath.StartsWith("/+", StringComparison.Ordinal))
                .Distinct(),
        ];

    private Task<SampleChannel> CreateAsync(string coin, string address, CancellationToken ct)
    {
        var number = flow.NextChannel();
        return SampleChannel.CreateAsync(
            flow.Sandbox,
            number,
            $"Channel {number}",
            coin,
            address,
            ct
        );
    }

    private async Task<Purchase> NewOrderAsync(
        SampleChannel channel,
        long person,
        string? known,
        CancellationToken ct
    )
    {
        var row = await Eventually.FindAsync(
            async () => await LastOrderAsync(person) is { } order && order != known ? order : null,
            ct
        );
        var cells = row.Split(',');
        var order = new OrderId(Guid.Parse(cells[0]));
        return new Purchase(channel, person, order, new Uri(cells[1]));
    }

    private async Task<string?> LastOrderAsync(long person) =>
        await flow.Facts.RowsAsync(OrderSql, person) is [var row] ? row : null;

    private static string[] Buttons(System.Text.Json.Nodes.JsonNode message) =>
        [
            .. SandboxClient
                .Buttons(message)
                .Select(button => (string?)button["callback_data"])
                .OfType<string>(),
        ];
}
