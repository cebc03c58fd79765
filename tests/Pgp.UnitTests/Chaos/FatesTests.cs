using Pgp.Host.Chaos.Harm;

namespace Pgp.UnitTests.Chaos;

public sealed class FatesTests
{
    [Theory]
    [InlineData("ExpireUnpaid", "waiting", false, true)]
    [InlineData("ExpireUnpaid", "confirming", true, false)]
    [InlineData("FailForGood", "waiting", false, false)]
    [InlineData("FailForGood", "confirming", true, true)]
    [InlineData("FailForGood", "exchanging", true, true)]
    [InlineData("FailForGood", "exchanging", false, false)]
    // The exchange may have paid out: what failed now would be paid and lost at once.
    [InlineData("FailForGood", "sending", true, false)]
    [InlineData("Return", "finished", true, false)]
    [InlineData("Hold", "exchanging", true, true)]
    [InlineData("None", "exchanging", true, false)]
    public void A_fate_strikes_only_where_the_money_is_in_one_place(
        string fate,
        string status,
        bool isPaid,
        bool strikes
    ) => Assert.Equal(strikes, Fates.Strikes(Enum.Parse<Fate>(fate), status, isPaid));
}
