using Pgp.Contracts.Money;
using Pgp.NpIpn.Status;

namespace Pgp.UnitTests.NpIpn;

public sealed class PaymentStatusTests
{
    [Theory]
    [InlineData(null, "subscription", null, "pending", false)]
    [InlineData("waiting", "subscription", null, "pending", false)]
    [InlineData("confirming", "subscription", null, "confirming", false)]
    [InlineData("partially_paid", "subscription", null, "underpaid", false)]
    [InlineData("paid", "subscription", null, "paid", false)]
    [InlineData("paid", "subscription", "requested", "paid", false)]
    [InlineData("paid", "subscription", "linked", "paid", false)]
    [InlineData("paid", "subscription", "failed", "paid", false)]
    [InlineData("paid", "subscription", "sent", "invite_sent", true)]
    [InlineData("paid", "donation", null, "paid", true)]
    [InlineData("quarantined", "subscription", null, "held", false)]
    [InlineData("expired", "subscription", null, "expired", true)]
    [InlineData("refunded", "subscription", null, "refunded", true)]
    [InlineData("failed", "subscription", null, "failed", true)]
    public void The_page_says_where_an_order_stands(
        string? state,
        string kind,
        string? invite,
        string status,
        bool final
    ) => Assert.Equal((status, final), PaymentStatusApi.Describe(View(state, kind, invite)));

    [Fact]
    public void A_state_nobody_knows_is_a_mistake_and_not_a_word() =>
        Assert.Throws<InvalidOperationException>(() =>
            PaymentStatusApi.Describe(View("unheard_of", "subscription", null))
        );

    internal static OrderView View(string? state, string kind, string? invite) =>
        new(
            OrderId.Parse("ord_0199c5b8f0007abc8def0123456789ae"),
            kind,
            Amount<Usd>.Parse("9.99"),
            DateTimeOffset.UnixEpoch,
            state,
            Reason: null,
            invite
        );
}
