using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>
/// Talking with the bot and its keypad, by the acceptance scenarios of spec 30, section 10.
/// </summary>
[Collection(nameof(BotCollection))]
public sealed class TalkScenarioTests(BotStack flow)
{
    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S01_an_old_link_with_an_edited_price_shows_the_tiers_and_sells_nothing()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await phone.StartAsync($"{Old(channel.OpenId)}_0d01_30", Ct);
        var menu = await phone.HearAsync("choose what suits you", Ct);

        Assert.Equal(
            ["30 days: 9.99 USD", "90 days: 24.99 USD", "365 days: 79.99 USD", "Give it as a gift"],
            SandboxClient.Buttons(menu).Select(button => (string?)button["text"])
        );
        Assert.Empty(await OrdersAsync(phone));
    }

    [Fact]
    public async Task S02_two_people_who_buy_at_once_keep_their_own_channel_tier_and_days()
    {
        var first = await market.OpenDirectChannelAsync(Ct);
        var second = await market.OpenDirectChannelAsync(Ct);
        var (ann, bob) = (await Phone.TakeAsync(flow, Ct), await Phone.TakeAsync(flow, Ct));
        await Task.WhenAll(
            ann.StartAsync(first.Subscription(1), Ct),
            bob.StartAsync(second.Subscription(3), Ct)
        );
        await ann.HearAsync("Channel", Ct);
        await bob.HearAsync("Channel", Ct);

        Assert.Equal(["subscription,30,9.990000"], await OrdersAsync(ann));
        Assert.Equal(["subscription,365,79.990000"], await OrdersAsync(bob));
    }

    [Fact]
    public async Task S06_a_donation_gives_no_access_and_the_owner_hears_the_amount()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.DonateAsync(channel, Ct);
        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);

        var told = await new Phone(flow, channel.OwnerId).HearAsync("New donation", Ct);
        Assert.Contains("10.00", Phone.TextOf(told), StringComparison.Ordinal);
        Assert.Empty(await market.InvitesAsync(purchase.Person, Ct));
    }

    [Fact]
    public async Task S09_a_donor_who_never_started_the_bot_is_led_to_his_order()
    {
        var (channel, post) = await PostAsync();
        var donor = await Phone.TakeAsync(flow, Ct, hasStarted: false);
        var keypad = await OpenKeypadAsync(donor, channel, post);
        await TypeAsync(donor, channel, keypad, "25");
        await donor.PressAsync(channel.ClosedId, keypad, "donate_confirm", Ct);
        var note = await donor.SeeAsync(
            channel.ClosedId,
            message => Phone.TextOf(message).Contains("Open it to pay", StringComparison.Ordinal),
            Ct
        );

        var link = SandboxClient.LinkOf(note)!;
        var payload = link.Query["?start=".Length..];
        await donor.StartAsync(payload, Ct);
        var bill = await donor.HearAsync("Donation to", Ct);
        Assert.Contains("25.00 USD", Phone.TextOf(bill), StringComparison.Ordinal);
        Assert.Equal(["donation,,25.000000"], await OrdersAsync(donor));

        // The link is the donor's alone.
        var other = await Phone.TakeAsync(flow, Ct);
        await other.StartAsync(payload, Ct);
        await other.HearAsync("This link no longer works.", Ct);
    }

    [Fact]
    public async Task S10_a_key_that_changes_nothing_is_taken_in_silence()
    {
        var (channel, post) = await PostAsync();
        var donor = await Phone.TakeAsync(flow, Ct);
        var keypad = await OpenKeypadAsync(donor, channel, post);
        await donor.PressAsync(channel.ClosedId, keypad, "donate_clear", Ct);
        await donor.PressAsync(channel.ClosedId, keypad, "donate_noop", Ct);

        Assert.All(await donor.NotesAsync(3, Ct), note => Assert.Equal("", note));
        Assert.Equal("0", await AmountAsync(donor));
    }

    [Fact]
    public async Task S11_somebody_elses_keypad_answers_that_it_is_not_his()
    {
        var (channel, post) = await PostAsync();
        var donor = await Phone.TakeAsync(flow, Ct);
        var keypad = await OpenKeypadAsync(donor, channel, post);
        var other = await Phone.TakeAsync(flow, Ct);
        await flow.Sandbox.SetAsync(
            $"telegram/channels/{channel.ClosedId}/members",
            $$"""{"user_id":{{other.Person}},"status":"member"}""",
            Ct
        );
        await other.PressAsync(channel.ClosedId, keypad, "donate_digit_9", Ct);

        var note = Assert.Single(await other.NotesAsync(1, Ct));
        Assert.StartsWith("This is somebody else's keypad.", note, StringComparison.Ordinal);
        Assert.Equal("0", await AmountAsync(donor));
    }

    [Fact]
    public async Task S34_the_keypad_types_by_its_rules_and_what_is_typed_is_in_the_database()
    {
        var (channel, post) = await PostAsync();
        var donor = await Phone.TakeAsync(flow, Ct);
        var keypad = await OpenKeypadAsync(donor, channel, post);
        await TypeAsync(donor, channel, keypad, "4.98");
        Assert.Equal("4.98", await AmountAsync(donor));
        await donor.PressAsync(channel.ClosedId, keypad, "donate_digit_1", Ct);
        await donor.PressAsync(channel.ClosedId, keypad, "donate_confirm", Ct);

        var notes = await donor.NotesAsync(7, Ct);
        Assert.Contains("At most two digits after the point.", notes);
        Assert.Contains("The minimum is 4.99 USD.", notes);
        Assert.Empty(await OrdersAsync(donor));
        // The post with the donate button stands as it was.
        var standing = await donor.SeeAsync(
            channel.ClosedId,
            message => (long)message["message_id"]! == (long)post["message_id"]!,
            Ct
        );
        Assert.Equal(Phone.TextOf(post), Phone.TextOf(standing));
    }

    [Fact]
    public async Task S35_a_provider_that_answers_late_gets_one_order_and_shows_one_page()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"nowpayments","operation":"POST /invoice","kind":"500_before"}""",
            Ct
        );
        var phone = await Phone.TakeAsync(flow, Ct);
        await phone.StartAsync(channel.Subscription(1), Ct);
        var sorry = await phone.HearAsync("The payment page cannot be opened right now.", Ct);
        await phone.PressTextAsync(sorry, "Try again", Ct);
        await phone.HearAsync("Choose a coin and pay", Ct);

        Assert.Equal(["subscription,30,9.990000"], await OrdersAsync(phone));
    }

    [Fact]
    public async Task A_donor_adds_a_message_and_hides_his_name_until_he_has_paid()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var donor = await Phone.TakeAsync(flow, Ct);
        await donor.StartAsync(channel.Donation, Ct);
        var menu = await donor.HearAsync("How much would you like to give", Ct);
        await donor.PressTextAsync(menu, "10.00 USD", Ct);
        var bill = await donor.HearAsync("Donation to", Ct);
        await donor.PressTextAsync(bill, "Add a message", Ct);
        await donor.HearAsync("Write your message to the owner", Ct);
        await donor.SendAsync(new string('x', 257), Ct);
        await donor.HearAsync("A message has 1 to 256 characters.", Ct);
        await donor.SendAsync("Thanks <b>& all</b> \u202Eabc 😀", Ct);
        await donor.HearAsync("The owner reads your message", Ct);
        await donor.PressTextAsync(bill, "Hide or show my name", Ct);
        await donor.HearAsync("The owner will not see who you are.", Ct);

        await flow.Sandbox.PayAsync(SandboxClient.LinkOf(bill)!, "btc", "1.0", Ct);
        var told = await new Phone(flow, channel.OwnerId).HearAsync("Thanks <b>& all</b>", Ct);
        Assert.DoesNotContain($"{donor.Person}", Phone.TextOf(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coupon_lowers_the_price_for_as_many_people_as_it_is_for()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        await flow.Facts.ChangeAsync(
            $"""
            insert into coupons (coupon_id, channel_id, code, percent_off, uses_max, state, created_at)
            select gen_random_uuid(), channel_id, 'SPRING25', 25, 1, 'active', now()
              from channels where open_channel_id = {channel.OpenId}
            """
        );
        var first = await Phone.TakeAsync(flow, Ct);
        var second = await Phone.TakeAsync(flow, Ct);
        await first.StartAsync($"c_{channel.Code}_spring25", Ct);
        var menu = await first.HearAsync("Coupon SPRING25", Ct);
        await second.StartAsync($"c_{channel.Code}_SPRING25", Ct);
        var other = await second.HearAsync("Coupon SPRING25", Ct);
        await first.PressTextAsync(menu, "30 days: 7.50 USD", Ct);
        await first.HearAsync("Choose a coin and pay", Ct);
        Assert.Equal(["subscription,30,7.500000"], await OrdersAsync(first));

        await second.PressTextAsync(other, "30 days: 7.50 USD", Ct);
        await second.HearAsync("This coupon does not exist", Ct);
        Assert.Empty(await OrdersAsync(second));
    }

    [Theory]
    [InlineData("ru", "/help", "Что делает этот бот")]
    [InlineData("es-AR", "/subscriptions", "Aún no tienes suscripciones")]
    [InlineData("pt-br", "/cancel", "Não há nada para cancelar")]
    [InlineData("de", "/privacy", "We keep your Telegram id")]
    [InlineData("en", "/terms", "You buy access to a channel")]
    [InlineData("en", "/donate", "Open the donate button in a channel")]
    [InlineData("en", "/access", "You have no access that an invite")]
    [InlineData("en", "/paysupport", "@help_desk")]
    [InlineData("en", "/nonsense", "I do not know this command.")]
    [InlineData("en", "hello", "I am a bot and only understand")]
    public async Task Commands_answer_in_the_persons_language(
        string language,
        string command,
        string answer
    )
    {
        var phone = await Phone.TakeAsync(flow, Ct, language: language);
        await phone.SendAsync(command, Ct);
        await phone.HearAsync(answer, Ct);
    }

    [Fact]
    public async Task A_chosen_language_stays_whatever_telegram_says()
    {
        var phone = await Phone.TakeAsync(flow, Ct, language: "es");
        await phone.SendAsync("/language", Ct);
        var menu = await phone.HearAsync("¿Qué idioma hablo?", Ct);
        await phone.PressTextAsync(menu, "Русский", Ct);
        await phone.HearAsync("Теперь я говорю по-русски.", Ct);
        await phone.SendAsync("/cancel", Ct);
        await phone.HearAsync("Отменять нечего.", Ct);
    }

    [Fact]
    public async Task Pay_support_finds_an_order_by_the_providers_number_and_nobody_elses()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        var purchase = await market.SubscribeAsync(channel, phone.Person, Ct);
        var number = await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
        var other = await Phone.TakeAsync(flow, Ct);
        foreach (var person in new[] { phone, other })
        {
            await person.SendAsync("/paysupport", Ct);
            await person.HearAsync("send me its number", Ct);
            await person.SendAsync(number, Ct);
        }

        await phone.HearAsync("paid; /access sends the invite again", Ct);
        await other.HearAsync("I know no order of yours with this number.", Ct);
    }

    [Theory]
    [InlineData("s:Ab3dEf6hIj9k:1")]
    [InlineData("ri:sub_0199c5b8f0007abc8def0123456789b1")]
    [InlineData("dm:ord_0199c5b8f0007abc8def0123456789ae")]
    [InlineData("r:ord_0199c5b8f0007abc8def0123456789ae")]
    [InlineData("donate_confirm")]
    [InlineData("donate_start_-1009999999999")]
    [InlineData("\u202E\u0000:😀")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task Forged_buttons_do_nothing_and_are_answered(string data)
    {
        var phone = await Phone.TakeAsync(flow, Ct);
        await phone.SendAsync("/language", Ct);
        var message = await phone.HearAsync("Which language", Ct);
        var id = 800_000_000 + phone.Person;
        var update = new JsonObject
        {
            ["update_id"] = id,
            ["callback_query"] = new JsonObject
            {
                ["id"] = $"forged{id}",
                ["from"] = new JsonObject
                {
                    ["id"] = phone.Person,
                    ["is_bot"] = false,
                    ["first_name"] = "X",
                },
                ["chat_instance"] = "1",
                ["message"] = message.DeepClone(),
                ["data"] = data,
            },
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(flow.Stack.App, "server/telegram")
        );
        request.Headers.Add(
            "X-Telegram-Bot-Api-Secret-Token",
            flow.Stack.Credentials.WebhookSecret
        );
        request.Content = new StringContent(
            update.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await flow.Http.SendAsync(request, Ct);

        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await OrdersAsync(phone));
    }

    [Fact]
    public async Task Texts_of_any_kind_are_answered_and_lose_nothing()
    {
        var phone = await Phone.TakeAsync(flow, Ct);
        string[] hostile =
        [
            new string('a', 4096),
            "<b>unclosed & \"quoted\"",
            "*_[`markdown`](x)",
            "\u202Eright to left \u200F",
            "😀😀😀",
            "/start s_<script>_1",
            "/start " + new string('x', 64),
        ];
        foreach (var text in hostile)
        {
            await phone.SendAsync(text, Ct);
        }

        await Eventually.GetAsync(
            async () => (await phone.TextsAsync(Ct)).Count,
            count => count >= 2 * hostile.Length,
            Ct
        );
    }

    private async Task<(SampleChannel Channel, JsonNode Post)> PostAsync()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var reader = new Phone(flow, channel.OwnerId);
        var post = await reader.SeeAsync(
            channel.ClosedId,
            message => SandboxClient.Buttons(message).Any(),
            Ct
        );
        return (channel, post);
    }

    private async Task<JsonNode> OpenKeypadAsync(Phone donor, SampleChannel channel, JsonNode post)
    {
        await flow.Sandbox.SetAsync(
            $"telegram/channels/{channel.ClosedId}/members",
            $$"""{"user_id":{{donor.Person}},"status":"member"}""",
            Ct
        );
        await donor.PressAsync(channel.ClosedId, post, $"donate_start_{channel.OpenId}", Ct);
        return await donor.SeeAsync(
            channel.ClosedId,
            message => SandboxClient.Buttons(message).Count() > 10,
            Ct
        );
    }

    private async Task TypeAsync(Phone donor, SampleChannel channel, JsonNode keypad, string keys)
    {
        foreach (var key in keys)
        {
            await donor.PressAsync(channel.ClosedId, keypad, $"donate_digit_{key}", Ct);
        }

        await Eventually.GetAsync(() => AmountAsync(donor), amount => amount == keys, Ct);
    }

    private Task<string> AmountAsync(Phone donor) =>
        flow.Facts.RowAsync("select amount from donation_keypads where user_id = $1", donor.Person);

    private Task<IReadOnlyList<string>> OrdersAsync(Phone phone) =>
        flow.Facts.RowsAsync(
            "select kind, days, price_usd from orders where user_id = $1",
            phone.Person
        );

    private static string Old(long channel) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{channel}")).TrimEnd('=');
}
