using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Server.Owners.Connecting;

namespace Pgp.UnitTests.Server.Owners;

public sealed class ConnectDraftTests
{
    private const string Address = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private static ConnectDraft Chosen { get; } =
        new(new TelegramUserId(7)) { Open = -1001, Closed = -1002 };

    [Fact]
    public void Each_answer_leads_to_the_next_question_and_the_last_to_a_channel()
    {
        var draft = Hear(Chosen, "9.99 30\n24.99 90", ConnectStep.Payout);
        draft = Hear(draft, "100", ConnectStep.Coin);
        draft = Hear(draft, "usdt eth", ConnectStep.Address);
        draft = Hear(draft, Address, ConnectStep.Done);

        var (channel, errors) = ChannelCheck.Run(
            draft.Request("Open", "Closed"),
            ChannelLimits.None
        );
        Assert.Empty(errors);
        Assert.Equal(7, channel!.NotifyChatId);
        Assert.Equal(Amount<Usd>.Parse("100"), channel.Payout.Threshold);
        Assert.Equal(2, channel.Tiers.Count);
    }

    [Fact]
    public void Only_a_network_that_has_memos_asks_for_one()
    {
        var draft = Chosen with { Tiers = ["5 7"], Strategy = PayoutCheck.InstantStrategy };
        draft = Hear(draft, "xrp", ConnectStep.Address);
        draft = Hear(draft, "rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh", ConnectStep.Memo);
        draft = Hear(draft, "104523", ConnectStep.Done);

        Assert.Equal("104523", draft.ExtraId);
        Assert.Equal(ConnectStep.Address, ConnectAnswers.WithCoin(draft, Coin.Eth).Step);
    }

    [Theory]
    [InlineData("0 30", "not_a_price")]
    [InlineData("9.999 30", "not_a_price")]
    [InlineData("1000.01 30", "above_limit")]
    [InlineData("9.99 0", "out_of_range")]
    [InlineData("1 1\n2 2\n3 3\n4 4", "count")]
    [InlineData("", "count")]
    public void Wrong_prices_are_named_and_change_nothing(string text, string code)
    {
        var errors = new List<FieldError>();
        var limits = new ChannelLimits(Amount<Usd>.Parse("1000"), PayoutMax: null);
        ConnectAnswers.Read(Chosen, text, limits, errors);

        Assert.Contains(errors, error => error.Code == code);
    }

    private static ConnectDraft Hear(ConnectDraft draft, string text, ConnectStep next)
    {
        var errors = new List<FieldError>();
        var heard = ConnectAnswers.Read(draft, text, ChannelLimits.None, errors);
        Assert.Empty(errors);
        Assert.Equal(next, heard.Step);
        return heard;
    }
}
