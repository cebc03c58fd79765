using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>What owners do in the bot, and what nobody else can.</summary>
[Collection(nameof(BotCollection))]
public sealed class OwnerScenarioTests(BotStack flow)
{
    private const string NewAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_is_connected_from_nothing_and_its_first_sale_pays_the_owner()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        await owner.Phone.SendAsync("/channels", Ct);
        var start = await owner.Phone.HearAsync("You sell no channel here yet.", Ct);
        await owner.Phone.PressAsync(start, "w:n", Ct);
        await owner.Phone.HearAsync("I know of no channel that you could connect.", Ct);

        var open = await owner.LetInAsync("Morning News", Ct);
        var closed = await owner.LetInAsync("Morning News: inside", Ct, "can_restrict_members");
        await owner.Phone.HearAsync("✗ remove people", Ct);
        await owner.Phone.PressAsync(start, "w:n", Ct);
        var first = await owner.Phone.HearAsync("Which is the open channel", Ct);
        await owner.Phone.PressAsync(first, $"w:o:{open}", Ct);
        var second = await owner.Phone.HearAsync("Which is the private channel", Ct);
        await owner.Phone.PressAsync(second, $"w:x:{closed}", Ct);
        await owner.Phone.HearAsync("In Morning News: inside I still need: remove people.", Ct);
        await owner.SetBotAsync(closed, "administrator", Ct);
        await owner.Phone.PressAsync(second, $"w:x:{closed}", Ct);
        await owner.Phone.HearAsync("What does access cost?", Ct);

        // Wrong words are explained, and the question stays.
        await owner.Phone.SendAsync("cheap", Ct);
        await owner.Phone.HearAsync("A price is above 0", Ct);
        await owner.Phone.SendAsync("9.99 30", Ct);
        await owner.Phone.PressAsync(
            await owner.Phone.HearAsync("When shall I pay you?", Ct),
            "w:a",
            Ct
        );
        await owner.Phone.HearAsync("In which coin", Ct);
        await owner.Phone.SendAsync("eth", Ct);
        await owner.Phone.HearAsync("Your address for ETH (ETH)?", Ct);
        await owner.Phone.SendAsync(ChannelOwner.Address.ToLowerInvariant()[..^1], Ct);
        await owner.Phone.HearAsync("This is no address of that network", Ct);
        await owner.Phone.SendAsync(ChannelOwner.Address, Ct);
        var summary = await owner.Phone.HearAsync("Check the address letter by letter", Ct);
        await owner.Phone.PressAsync(summary, "w:g", Ct);
        await owner.Phone.HearAsync("Morning News: inside is live.", Ct);

        var code = await flow.Facts.RowAsync(
            "select link_code from channels where owner_user_id = $1",
            owner.Phone.Person
        );
        var channel = new SampleChannel(
            code,
            open,
            closed,
            owner.Phone.Person,
            ChannelOwner.Address
        );
        await owner.Phone.SeeAsync(open, message => SandboxClient.Buttons(message).Any(), Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
        await owner.Phone.HearAsync("New subscription payment", Ct);

        await owner.Phone.SendAsync("/status", Ct);
        var status = Phone.TextOf(await owner.Phone.HearAsync("Payments of the last 30 days", Ct));
        Assert.Contains("active: 1", status, StringComparison.Ordinal);
        Assert.Contains("access: 1, 9.99 USD", status, StringComparison.Ordinal);
        Assert.Contains("rights as needed", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_gone_on_with_later_and_dropped_by_cancel()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var open = await owner.LetInAsync("Half way", Ct);
        var closed = await owner.LetInAsync("Half way: inside", Ct);
        await owner.ChooseAsync(open, closed, Ct);

        // The question is over, what was said is not.
        await flow.Facts.ChangeAsync(
            $"delete from conversations where user_id = {owner.Phone.Person}"
        );
        await owner.Phone.SendAsync("9.99 30", Ct);
        await owner.Phone.HearAsync("I am a bot and only understand", Ct);
        await owner.Phone.PressAsync(
            await owner.Phone.HearAsync("You sell no channel here yet.", Ct),
            "w:n",
            Ct
        );
        await owner.Phone.SendAsync("9.99 30", Ct);
        await owner.Phone.HearAsync("When shall I pay you?", Ct);

        await owner.Phone.SendAsync("/cancel", Ct);
        await owner.Phone.HearAsync("Done, I no longer wait", Ct);
        Assert.Empty(
            await flow.Facts.RowsAsync(
                "select user_id from channel_drafts where user_id = $1",
                owner.Phone.Person
            )
        );
    }

    [Fact]
    public async Task Nobody_connects_a_channel_that_somebody_else_rules()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var open = await owner.LetInAsync("Hers", Ct);
        var thief = await ChannelOwner.TakeAsync(flow, Ct);
        var his = await thief.LetInAsync("His", Ct);
        var forged = await ChannelOwner.ForgeAsync(flow, thief.Phone, $"w:o:{open}", Ct);
        await thief.Phone.PressAsync(forged, $"w:o:{open}", Ct);
        await thief.Phone.HearAsync("This channel cannot be connected", Ct);

        // Let the bot in, and then was shown out himself.
        await flow.Sandbox.SetAsync(
            $"telegram/channels/{his}/members",
            $$"""{"user_id":{{thief.Phone.Person}},"status":"member"}""",
            Ct
        );
        var own = await ChannelOwner.ForgeAsync(flow, thief.Phone, $"w:x:{his}", Ct);
        await thief.Phone.PressAsync(own, $"w:x:{his}", Ct);
        await thief.Phone.HearAsync("You are no administrator of His", Ct);
    }

    [Fact]
    public async Task Buttons_of_another_owner_are_refused_and_change_nothing()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var thief = await ChannelOwner.TakeAsync(flow, Ct);
        var before = await StandingAsync(channel);
        string[] forged =
        [
            .. "s t v m k kn y p w wc".Split(' ').Select(word => $"w:{word}:{channel.Code}"),
            $"w:te:{channel.Code}:1",
            $"w:tr:{channel.Code}:1",
            $"w:fc:{channel.Code}:trial_days",
            $"w:m0:{channel.Code}:DonationPaid",
            $"w:wk:{channel.Code}:ton@ton",
        ];
        foreach (var data in forged)
        {
            var message = await ChannelOwner.ForgeAsync(flow, thief.Phone, data, Ct);
            await thief.Phone.PressAsync(message, data, Ct);
        }

        await Eventually.GetAsync(
            async () =>
                (await thief.Phone.TextsAsync(Ct)).Count(text =>
                    text.StartsWith(
                        "This button or question no longer works.",
                        StringComparison.Ordinal
                    )
                ),
            refused => refused == forged.Length,
            Ct
        );
        Assert.Equal(before, await StandingAsync(channel));
        Assert.Empty(
            await flow.Facts.RowsAsync(
                "select topic from conversations where user_id = $1",
                thief.Phone.Person
            )
        );
    }

    [Fact]
    public async Task Prices_texts_notices_and_coupons_are_changed_in_the_chat()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        await PressAsync(owner, $"w:te:{channel.Code}:2");
        await owner.Phone.HearAsync("price and days of tier 2", Ct);
        await owner.Phone.SendAsync("24,99 90", Ct);
        await owner.Phone.HearAsync("Tier 2: 24.99 USD for 90 days", Ct);
        await PressAsync(owner, $"w:f:{channel.Code}:closed_description");
        await owner.Phone.HearAsync("What is said about the private channel", Ct);
        await owner.Phone.SendAsync("<b>all</b> & more", Ct);
        await owner.Phone.HearAsync("Kept.", Ct);
        await PressAsync(owner, $"w:m0:{channel.Code}:DonationPaid");
        await owner.Phone.HearAsync("Of what do you want to hear?", Ct);
        await PressAsync(owner, $"w:kn:{channel.Code}");
        await owner.Phone.HearAsync("Write the word and what it takes off", Ct);
        await owner.Phone.SendAsync("spring 20% uses 5", Ct);
        await owner.Phone.HearAsync("20 % off, for 5 people", Ct);
        await PressAsync(owner, $"w:y:{channel.Code}");
        var links = Phone.TextOf(await owner.Phone.HearAsync("Links to copy", Ct));
        Assert.Contains($"?start=c_{channel.Code}_SPRING", links, StringComparison.Ordinal);

        Assert.Equal(
            "<b>all</b> & more|DonationPaid|1=9.990000;2=24.990000",
            await StandingAsync(channel)
        );
        var buyer = await Phone.TakeAsync(flow, Ct);
        await buyer.StartAsync($"c_{channel.Code}_SPRING", Ct);
        var menu = await buyer.HearAsync("Coupon SPRING", Ct);
        Assert.Contains(
            SandboxClient.Buttons(menu),
            button => ((string?)button["text"])!.Contains("8.00", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("<b>A & B</b> \"C\" </code>")]
    [InlineData("\u202Eשלום עולם مرحبا")]
    [InlineData("🦊🦊 👩‍👩‍👧‍👦 *_[x](y)_*")]
    public async Task A_strange_title_is_shown_as_it_is(string title)
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var open = await owner.LetInAsync(title, Ct);
        var closed = await owner.LetInAsync($"{title} 2", Ct);
        var channel = await owner.ConnectAsync(open, closed, Ct);
        var shown = title.Replace("\u202E", "", StringComparison.Ordinal);

        await PressAsync(owner, $"w:s:{channel.Code}");
        await owner.Phone.HearAsync($"{shown} 2\nOpen channel: {shown}", Ct);
        await owner.Phone.SendAsync("/status", Ct);
        await owner.Phone.HearAsync("No payments in the last 30 days.", Ct);
    }

    [Fact]
    public async Task A_title_of_4096_signs_is_cut_and_works()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var number = flow.NextChannel();
        var (open, closed) = (-1_007_000_000_000L - number, -1_008_000_000_000L - number);
        await flow.Sandbox.CreateChannelAsync(
            open,
            new string('<', 4096),
            isPrivate: false,
            owner.Phone.Person,
            Ct
        );
        await flow.Sandbox.CreateChannelAsync(
            closed,
            new string('&', 4096),
            isPrivate: true,
            owner.Phone.Person,
            Ct
        );
        await owner.Phone.HearAsync(new string('<', 128), Ct);

        var channel = await owner.ConnectAsync(open, closed, Ct);
        await PressAsync(owner, $"w:s:{channel.Code}");
        await owner.Phone.HearAsync($"Open channel: {new string('<', 128)}", Ct);
    }

    [Fact]
    public async Task A_wallet_is_changed_late_and_can_be_taken_back()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        var held = await EnterWalletAsync(owner, channel, known: 0);
        Assert.Equal($"eth@eth,{ChannelOwner.Address}", await WalletAsync(channel));

        // A second one is not even asked for.
        await PressAsync(owner, $"w:wc:{channel.Code}");
        await owner.Phone.HearAsync("A new wallet waits", Ct);
        var thief = await Phone.TakeAsync(flow, Ct);
        var cancel = (string)SandboxClient.Buttons(held).Single()["callback_data"]!;
        await thief.PressAsync(await ChannelOwner.ForgeAsync(flow, thief, cancel, Ct), cancel, Ct);
        await thief.HearAsync("No change waits that you could cancel.", Ct);

        await owner.Phone.PressAsync(held, cancel, Ct);
        await owner.Phone.HearAsync("Cancelled: the wallet stays what it was.", Ct);
        await EnterWalletAsync(owner, channel, known: 1);
        await flow.Facts.ChangeAsync(
            $"""
            update wallet_changes
               set requested_at = requested_at - interval '24 hours',
                   hold_until   = hold_until - interval '24 hours'
             where changed_by = {owner.Phone.Person}
            """
        );
        await owner.Phone.HearAsync("from now on you are paid here.", Ct);
        Assert.Equal($"usdt@eth,{NewAddress}", await WalletAsync(channel));
        Assert.Equal(
            ["cancelled", "applied"],
            await flow.Facts.RowsAsync(
                "select state from wallet_changes where changed_by = $1 order by requested_at",
                owner.Phone.Person
            )
        );
    }

    [Fact]
    public async Task S23_a_wrong_address_is_not_taken_and_a_secret_is_kept_nowhere()
    {
        const string Secret = "4c0883a69102937d6231471b5dbb6204fe512961708279f8a1b2c3d4e5f60718";
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        await PressAsync(owner, $"w:wc:{channel.Code}");
        await PressAsync(owner, $"w:wk:{channel.Code}:usdt@eth");
        await owner.Phone.HearAsync("Your address for USDT (ETH)?", Ct);
        await owner.Phone.SendAsync("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", Ct);
        await owner.Phone.HearAsync("This is an address of another network", Ct);
        await owner.Phone.SendAsync("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Ct);
        await owner.Phone.HearAsync("There is a typing mistake in this address.", Ct);
        await owner.Phone.SendAsync(Secret, Ct);
        await owner.Phone.HearAsync("Stop: this looks like a private key", Ct);

        Assert.Equal(
            $"address {channel.Code} usdt@eth",
            await flow.Facts.TextAsync(
                "select subject from conversations where user_id = $1",
                owner.Phone.Person,
                Ct
            )
        );
        // His own message stays the only one that has it.
        Assert.Single(
            await owner.Phone.TextsAsync(Ct),
            text => text.Contains(Secret, StringComparison.Ordinal)
        );

        await owner.Phone.SendAsync(NewAddress, Ct);
        await owner.Phone.HearAsync("type the last 6 characters", Ct);
    }

    [Fact]
    public async Task S19_an_owner_of_ten_channels_is_told_that_it_is_the_most()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        await owner.OpenShopAsync(Ct);
        await flow.Facts.ChangeAsync(
            $"""
            insert into channels (
                channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
                owner_user_id, payout_strategy, payout_coin, payout_address, created_at)
            select gen_random_uuid(), 'ten' || lpad(n::text, 9, '0'), -1009100000000 - n,
                   -1009200000000 - n, 'open', 'closed', {owner.Phone.Person}, 'instant', 'eth@eth',
                   '{ChannelOwner.Address}', now()
              from generate_series(2, 10) as n
            """
        );
        await PressAsync(owner, "w:n");
        await owner.Phone.HearAsync("You sell 10 channels", Ct);
    }

    [Fact]
    public async Task Rights_that_are_lost_are_told_to_the_owner()
    {
        var owner = await ChannelOwner.TakeAsync(flow, Ct);
        var channel = await owner.OpenShopAsync(Ct);
        await owner.SetBotAsync(channel.ClosedId, "administrator", Ct, "can_restrict_members");
        await owner.Phone.HearAsync("The bot has lost its rights", Ct);

        await owner.Phone.SendAsync("/status", Ct);
        await owner.Phone.HearAsync("Private channel: rights are missing", Ct);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> EnterWalletAsync(
        ChannelOwner owner,
        SampleChannel channel,
        int known
    )
    {
        await PressAsync(owner, $"w:wc:{channel.Code}");
        await PressAsync(owner, $"w:wk:{channel.Code}:usdt@eth");
        await owner.Phone.HearAsync("Your address for USDT (ETH)?", Ct);
        await owner.Phone.SendAsync(NewAddress, Ct);
        await owner.Phone.HearAsync("type the last 6 characters", Ct);
        await owner.Phone.SendAsync("000000", Ct);
        await owner.Phone.HearAsync("That is not the end of the new address.", Ct);
        await owner.Phone.SendAsync(NewAddress[^6..], Ct);
        await Eventually.GetAsync(
            async () =>
                (await owner.Phone.TextsAsync(Ct)).Count(text =>
                    text.Contains("a new wallet was entered.", StringComparison.Ordinal)
                ),
            count => count == known + 1,
            Ct
        );
        return await owner.Phone.HearAsync("a new wallet was entered.", Ct);
    }

    // As if an earlier message with this button were still there.
    private async Task PressAsync(ChannelOwner owner, string data)
    {
        var message = await ChannelOwner.ForgeAsync(flow, owner.Phone, data, Ct);
        await owner.Phone.PressAsync(message, data, Ct);
    }

    private Task<string> WalletAsync(SampleChannel channel) =>
        flow.Facts.RowAsync(
            "select payout_coin, payout_address from channels where link_code = $1",
            channel.Code
        );

    private Task<string> StandingAsync(SampleChannel channel) =>
        flow.Facts.TextAsync(
            """
            select concat_ws('|', c.closed_description, array_to_string(c.muted_events, ';'),
                   (select string_agg(t.tier_no || '=' || t.price_usd, ';' order by t.tier_no)
                      from tiers t where t.channel_id = c.channel_id))
              from channels c
             where link_code = $1
            """,
            channel.Code,
            Ct
        );
}
