using Pgp.Adapters.ChangeNow;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.ChangeNow;

public class OrderEchoTests
{
    private const string Ours = "0xAbCdEf1111111111111111111111111111111111";
    private const string Payin = "0x2222222222222222222222222222222222222222";
    private static readonly BasisPoints Tolerance = new(1);

    private static readonly OrderRequest Asked = new(
        CoinAmount.Parse(Coin.Eth, "1"),
        Coin.Of("xrp", "xrp"),
        "rOwner",
        "4711",
        Ours,
        "instant:pay_1"
    );

    private static readonly SwapOrder Same = new("abc", Payin)
    {
        From = Coin.Eth,
        To = Coin.Of("xrp", "xrp"),
        FromAmount = CoinAmount.Parse(Coin.Eth, "0.99990000000000001"),
        PayoutAddress = "rOwner",
        PayoutExtraId = "4711",
        RefundAddress = Ours.ToLowerInvariant(),
    };

    public static TheoryData<string, SwapOrder> Differences =>
        new()
        {
            { "fromCurrency", Same with { From = Coin.Usdt } },
            { "toNetwork", Same with { To = Coin.Of("xrp", "bsc") } },
            { "fromAmount", Same with { FromAmount = CoinAmount.Parse(Coin.Eth, "1.000101") } },
            { "fromAmount", Same with { FromAmount = null } },
            { "payoutAddress", Same with { PayoutAddress = "rowner" } },
            { "payoutAddress", Same with { PayoutAddress = null } },
            { "payoutExtraId", Same with { PayoutExtraId = null } },
            { "refundAddress", Same with { RefundAddress = Payin } },
            { "payinAddress", Same with { PayinAddress = "rOther" } },
            { "payinAddress", Same with { PayinAddress = Ours.ToLowerInvariant() } },
            { "payinExtraId", Same with { PayinExtraId = "1" } },
        };

    [Fact]
    public void The_same_order_written_another_way_has_no_differences() =>
        Assert.Empty(OrderEcho.Check(Asked, Same, Tolerance));

    [Theory]
    [MemberData(nameof(Differences))]
    public void Every_difference_is_named(string field, SwapOrder order) =>
        Assert.Contains(OrderEcho.Check(Asked, order, Tolerance), found => found.Field == field);
}
