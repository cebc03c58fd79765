using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Pgp.Contracts.Ids;

namespace Pgp.UnitTests.Contracts;

public sealed class IdTests
{
    private static readonly PaymentId Payment = PaymentId.Parse(
        "pay_0199c5b8f0007abc8def0123456789ab"
    );

    [Fact]
    public void Every_id_is_its_text_form() =>
        Gen.Guid.Sample(value =>
        {
            var id = new PaymentId(value);
            Assert.Equal(id, PaymentId.Parse(id.ToString()));
            Assert.Matches("^pay_[0-9a-f]{32}$", id.ToString());
        });

    [Fact]
    public void Every_kind_has_a_prefix_of_its_own()
    {
        string[] prefixes =
        [
            OrderKind.Prefix,
            PaymentKind.Prefix,
            SubscriptionKind.Prefix,
            MessageKind.Prefix,
            EntryKind.Prefix,
            ChannelKind.Prefix,
            WebhookEndpointKind.Prefix,
            WebhookEventKind.Prefix,
            WebhookDeliveryKind.Prefix,
        ];
        Assert.Equal(prefixes.Length, prefixes.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pay_")]
    [InlineData("ord_0199c5b8f0007abc8def0123456789ab")]
    [InlineData("PAY_0199c5b8f0007abc8def0123456789ab")]
    [InlineData("pay-0199c5b8f0007abc8def0123456789ab")]
    [InlineData("pay_0199c5b8f0007abc8def0123456789a")]
    [InlineData("pay_0199c5b8f0007abc8def0123456789abc")]
    [InlineData("pay_0199c5b8f0007abc8def0123456789ag")]
    [InlineData("0199c5b8-f000-7abc-8def-0123456789ab")]
    public void Another_form_is_refused(string? text)
    {
        Assert.False(PaymentId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.Throws<FormatException>(() => PaymentId.Parse(text!));
    }

    [Fact]
    public void Ids_are_in_the_order_of_their_moments()
    {
        var clock = new FakeTimeProvider();
        var earlier = OrderId.New(clock).ToString();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var later = OrderId.New(clock).ToString();
        Assert.True(string.CompareOrdinal(earlier, later) < 0);
    }

    [Fact]
    public void A_payout_is_named_by_its_payment()
    {
        var payout = PayoutId.Instant(Payment);
        Assert.Equal("instant:pay_0199c5b8f0007abc8def0123456789ab", payout.Value);
        Assert.Equal(payout, PayoutId.Instant(Payment));
        Assert.Equal(payout, PayoutId.Parse(payout.ToString()));
    }

    [Fact]
    public void A_payout_says_what_it_is_for()
    {
        var batch = PayoutId.Batch(BatchId.Parse("bat_0199c5b8f0007abc8def0123456789b0"));
        var conversion = PayoutId.Conversion(
            ConversionId.Parse("conv_0199c5b8f0007abc8def0123456789af")
        );
        Assert.Equal("batch:bat_0199c5b8f0007abc8def0123456789b0", batch.Value);
        Assert.Equal("micro:conv_0199c5b8f0007abc8def0123456789af", conversion.Value);
        Assert.Equal(PayoutCause.Instant, PayoutId.Instant(Payment).Cause);
        Assert.Equal(PayoutCause.Batch, PayoutId.Parse(batch.Value).Cause);
        Assert.Equal(PayoutCause.Conversion, PayoutId.Parse(conversion.Value).Cause);
        Assert.Equal("bat_0199c5b8f0007abc8def0123456789b0", batch.BatchId.ToString());
        Assert.Equal("conv_0199c5b8f0007abc8def0123456789af", conversion.ConversionId.ToString());
        Assert.Throws<FormatException>(() => batch.ConversionId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("instant")]
    [InlineData("instant:")]
    [InlineData(":pay_1")]
    [InlineData("instant:pay_1:2")]
    [InlineData("instant:bat_0199c5b8f0007abc8def0123456789b0")]
    [InlineData("batch:pay_0199c5b8f0007abc8def0123456789ab")]
    [InlineData("later:pay_0199c5b8f0007abc8def0123456789ab")]
    public void A_payout_without_a_known_cause_and_its_id_is_refused(string text) =>
        Assert.Throws<FormatException>(() => PayoutId.Parse(text));

    [Fact]
    public void Telegram_ids_are_written_as_numbers()
    {
        Assert.Equal("4503599627370496", new TelegramUserId(4_503_599_627_370_496).ToString());
        Assert.Equal("-1001234567890", new OpenChannelId(-1_001_234_567_890).ToString());
        Assert.Equal("-1001234567891", new ClosedChannelId(-1_001_234_567_891).ToString());
    }
}
