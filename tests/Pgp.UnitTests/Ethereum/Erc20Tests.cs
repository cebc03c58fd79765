using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.UnitTests.Ethereum;

public class Erc20Tests
{
    private static readonly EthAddress Usdt = EthAddress.Parse(Known.Usdt);
    private static readonly EthAddress Sender = EthAddress.Parse(Known.Sender);
    private static readonly EthAddress Receiver = EthAddress.Parse(Known.Receiver);

    [Fact]
    public void The_event_is_named_as_on_every_chain() =>
        Assert.Equal(
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
            Erc20.TransferTopic.ToString()
        );

    [Fact]
    public void The_balance_is_asked_for_by_address() =>
        Assert.Equal(
            "0x70a08231000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
            Hex.Data(Erc20.BalanceOf(Sender))
        );

    [Fact]
    public void An_amount_wider_than_a_word_or_negative_is_refused()
    {
        var widest = BigInteger.Pow(2, 256) - 1;
        Assert.Equal(new string('f', 64), Hex.Data(Erc20.Transfer(Receiver, widest))[^64..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Erc20.Transfer(Receiver, widest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Erc20.Transfer(Receiver, -1));
    }

    [Fact]
    public void A_transfer_event_tells_who_gave_what_to_whom() =>
        Gen.Select(Known.Addresses, Known.Addresses, Gen.Byte.Array[32])
            .Sample(
                (from, to, word) =>
                {
                    var log = Log(Topic(from), Topic(to), word);
                    Assert.True(Erc20.TryReadTransfer(log, out var transfer));
                    var amount = new BigInteger(word, isUnsigned: true, isBigEndian: true);
                    Assert.Equal(new TokenTransfer(Usdt, from, to, amount), transfer);
                }
            );

    [Fact]
    public void A_log_of_another_shape_is_no_transfer()
    {
        var right = Log(Topic(Sender), Topic(Receiver), new byte[32]);
        Assert.True(Erc20.TryReadTransfer(right, out _));

        EventLog[] others =
        [
            right with
            {
                Topics = [],
            },
            right with
            {
                Topics = [Erc20.TransferTopic, Topic(Sender)],
            },
            right with
            {
                Topics = [.. right.Topics, Topic(Sender)],
            },
            right with
            {
                Topics = [Topic(Sender), Topic(Sender), Topic(Receiver)],
            },
            right with
            {
                Topics = [Erc20.TransferTopic, Erc20.TransferTopic, Topic(Receiver)],
            },
            right with
            {
                Data = new byte[31],
            },
            right with
            {
                Data = new byte[64],
            },
        ];
        Assert.DoesNotContain(others, log => Erc20.TryReadTransfer(log, out _));
    }

    private static EventLog Log(Hash32 from, Hash32 to, byte[] data) =>
        new(Usdt, [Erc20.TransferTopic, from, to], data);

    private static Hash32 Topic(EthAddress address) => new([.. new byte[12], .. address.ToArray()]);
}
