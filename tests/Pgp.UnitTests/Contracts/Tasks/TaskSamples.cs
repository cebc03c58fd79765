using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Contracts.Tasks;

/// <summary>Examples of every kind of task; ids, hashes and addresses are invented.</summary>
internal static class TaskSamples
{
    private const string Deposit = "0x1111111111111111111111111111111111111111";
    private const string Hash =
        "0x2222222222222222222222222222222222222222222222222222222222222222";

    private static readonly PaymentId Payment = PaymentId.Parse(
        "pay_0199c5b8f0007abc8def0123456789ab"
    );

    private static readonly ChannelId Channel = ChannelId.Parse(
        "ch_0199c5b8f0007abc8def0123456789ac"
    );

    private static readonly OrderId Order = OrderId.Parse("ord_0199c5b8f0007abc8def0123456789ad");

    private static readonly CreditId Credit = CreditId.Parse(
        "cred_0199c5b8f0007abc8def0123456789ae"
    );

    private static readonly ConversionId Conversion = ConversionId.Parse(
        "conv_0199c5b8f0007abc8def0123456789af"
    );

    private static readonly BatchId Batch = BatchId.Parse("bat_0199c5b8f0007abc8def0123456789b0");
    private static readonly SubscriptionId Subscription = SubscriptionId.Parse(
        "sub_0199c5b8f0007abc8def0123456789b1"
    );

    private static readonly AnnouncementId Announcement = AnnouncementId.Parse(
        "ann_0190a1b2c3d47e5f8a9b0c1d2e3f4a5b"
    );

    private static readonly WalletChangeId WalletChange = WalletChangeId.Parse(
        "wch_0199c5b8f0007abc8def0123456789b2"
    );

    private static readonly AccountId Account = AccountId.Parse(
        "acc_0199c5b8f0007abc8def0123456789b3"
    );

    private static readonly WebhookEndpointId WebhookEndpoint = WebhookEndpointId.Parse(
        "whk_0199c5b8f0007abc8def0123456789b3"
    );

    private static readonly WebhookDeliveryId WebhookDelivery = WebhookDeliveryId.Parse(
        "whd_0199c5b8f0007abc8def0123456789b4"
    );

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly PayoutId Payout = PayoutId.Instant(Payment);
    private static readonly Coin Tron = Coin.Of("usdt", "trx");
    private static readonly CoinAmount Ether = CoinAmount.Parse(Coin.Eth, "0.00048178");

    private static readonly CoinAmount Dollars = CoinAmount.Parse(Coin.Usdt, "48.500001");

    // 10^12 coins of 18 decimals: no binary number holds these digits.
    private static readonly CoinAmount Much = CoinAmount.Parse(
        Tron,
        "1000000000000.000000000000000001"
    );

    public static IReadOnlyList<TaskSample> All { get; } =
    [
        TaskSample.Of(new PaymentReported("5077125051", "poll:5077125051:finished")),
        TaskSample.Of(new InviteRequested(Payment)),
        TaskSample.Of(
            new OwnerEventPublished(
                OwnerEvent.SubscriptionPaid,
                Channel,
                Payment.ToString(),
                "9.99 usd (0.0034 eth after fees)"
            ),
            new OwnerEventPublished(OwnerEvent.DonationPaid, Channel, "pay_1", "5 usd"),
            new OwnerEventPublished(OwnerEvent.PayoutCompleted, Channel, Payout.Value, "8 usdt"),
            new OwnerEventPublished(OwnerEvent.PayoutInReview, Channel, Payout.Value, "8 usdt"),
            new OwnerEventPublished(
                OwnerEvent.ThresholdReached,
                Channel,
                Batch.ToString(),
                "8 usdt"
            )
        ),
        TaskSample.Of([
            new BuyerEventPublished(BuyerEvent.Underpaid, Order, Payment, "underpaid", Much),
            .. Enum.GetValues<BuyerEvent>()
                .Select(news => new BuyerEventPublished(
                    news,
                    Order,
                    Payment,
                    news == BuyerEvent.Held ? "repeated_deposit" : null,
                    Missing: null
                )),
        ]),
        TaskSample.Of(
            new OrderProgressed(OrderStage.Seen, Order, Payment),
            new OrderProgressed(OrderStage.Paid, Order, Payment)
        ),
        TaskSample.Of(
            new AlertRaised(AlertLevel.Critical, "payout_overdue", Payout.Value, "Look at it.", 1),
            new AlertRaised(AlertLevel.Warning, "outbox_overdue", "msg_1", "Look at it.", 2)
        ),
        TaskSample.Of([
            .. Enum.GetValues<MemberEvent>()
                .Select(happened => new MemberEventPublished(happened, Subscription, 3)),
        ]),
        TaskSample.Of(new ReminderDue(Subscription, 7, Noon)),
        TaskSample.Of(new AccessClosed(Subscription, 3)),
        TaskSample.Of(new AccessOpened(Subscription, 1)),
        TaskSample.Of(new InviteReissueRequested(Subscription, 17)),
        TaskSample.Of(
            new JoinRequested(-1001234567890, 7, "https://t.me/+abc", 17),
            new JoinRequested(-1001234567890, 7, Link: null, 18)
        ),
        TaskSample.Of(
            new MemberJoined(-1001234567890, 7, "https://t.me/+abc", 17),
            new MemberJoined(-1001234567890, 7, Link: null, 18)
        ),
        TaskSample.Of(new TrialRequested(7, Channel)),
        TaskSample.Of(new GiftRedeemed("Ab3dEf6hIj9k", 7)),
        TaskSample.Of(new PostsWanted(Channel, "update:17")),
        TaskSample.Of(
            new AnnouncementWritten(Channel, 7, "tier", 2, "We are live", 17),
            new AnnouncementWritten(Channel, 7, "active", TierNo: null, "We are live", 18)
        ),
        TaskSample.Of(
            new AnnouncementWished(Announcement, 7, AnnouncementWish.Send, Noon, 17),
            new AnnouncementWished(Announcement, 7, AnnouncementWish.Cancel, Noon, 18)
        ),
        TaskSample.Of(new WalletChangeNews(WalletChange, WalletStage.Held)),
        TaskSample.Of(new WalletMailWanted(WalletChange, WalletStage.Held)),
        TaskSample.Of(
            new AccountMailWanted(Account, AccountMail.ApiKeyCreated, Noon, "a key"),
            new AccountMailWanted(Account, AccountMail.VerifyEmail, Noon, Subject: null)
        ),
        TaskSample.Of(new AccountLinkWished(Hash[2..], 7)),
        TaskSample.Of(new WebhookTestRequested(WebhookEndpoint, WebhookDelivery)),
        TaskSample.Of(
            new WebhookReplayRequested(
                WebhookEndpoint,
                Noon,
                Noon.AddDays(1),
                "payment.paid payout.completed",
                "request"
            )
        ),
        TaskSample.Of(new WebhookRetryRequested(WebhookDelivery, "request")),
        TaskSample.Of(new KeypadTimedOut(5, Noon)),
        TaskSample.Of(new NoteExpired(-1001234567890, 5)),
        TaskSample.Of(new PaymentCredited(Payment)),
        TaskSample.Of(new LargeCreditAdded(Credit)),
        TaskSample.Of(new ConversionQuoteRequested(Conversion, Ether, Coin.Usdt)),
        TaskSample.Of(
            new ConversionQuoted(Conversion, Dollars, Refusal: null),
            new ConversionQuoted(Conversion, Net: null, "under the exchange's minimum")
        ),
        TaskSample.Of(new ConversionOrderRequested(Conversion, Ether, Coin.Usdt)),
        TaskSample.Of(
            new ConversionOrderAnswered(Conversion, "abc123def45678", Deposit, Refusal: null),
            new ConversionOrderAnswered(Conversion, OrderId: null, DepositAddress: null, "refused")
        ),
        TaskSample.Of(new CreditExecutionRequested(Conversion, Ether, Deposit, "abc123def45678")),
        TaskSample.Of(new PoolExecutionRequested(Conversion, Ether, Deposit, "abc123def45678")),
        TaskSample.Of(
            new ConversionExecuted(
                Conversion,
                ExecutionResult.Completed,
                Dollars,
                Hash,
                Reason: null
            ),
            new ConversionExecuted(Conversion, ExecutionResult.Released, null, null, "refused"),
            new ConversionExecuted(Conversion, ExecutionResult.Held, null, null, "failed")
        ),
        TaskSample.Of(new BatchPayoutRequested(Batch)),
        TaskSample.Of(
            new BatchPayoutEnded(Batch, ExecutionResult.Released, "refused"),
            new BatchPayoutEnded(Batch, ExecutionResult.Completed, Reason: null),
            new BatchPayoutEnded(Batch, ExecutionResult.Held, "failed")
        ),
        TaskSample.Of(new PayoutRequested(Payout, Payment)),
        TaskSample.Of(new LimitRecheck(Payout, Look: 12)),
        TaskSample.Of(new EstimateRequested(Payout, Ether, Tron)),
        TaskSample.Of(
            new EstimateAnswered(Payout, Much, Refusal: null),
            new EstimateAnswered(Payout, Net: null, "under the exchange's minimum")
        ),
        TaskSample.Of(
            new SwapRequested(Payout, Ether, Coin.Of("xrp", "xrp"), "rInvented", "101"),
            new SwapRequested(Payout, Ether, Tron, "TInvented", ExtraId: null)
        ),
        TaskSample.Of(
            new SwapAnswered(Payout, "abc123def45678", Deposit, Refusal: null),
            new SwapAnswered(Payout, OrderId: null, DepositAddress: null, "refused")
        ),
        TaskSample.Of(
            new PayoutTriggered(Payout, Ether, Deposit, "abc123def45678"),
            new PayoutTriggered(Payout, Ether, Deposit, OrderId: null)
        ),
        TaskSample.Of(new OrderStatusRequested(Payout, "abc123def45678", Look: 3)),
        TaskSample.Of([
            new OrderStatusAnswered(
                Payout,
                "abc123def45678",
                Look: 3,
                OrderProgress.Finished,
                "finished",
                Much,
                Hash
            ),
            .. Enum.GetValues<OrderProgress>()
                .Where(progress => progress != OrderProgress.Finished)
                .Select(progress => new OrderStatusAnswered(
                    Payout,
                    "abc123def45678",
                    Look: 0,
                    progress,
                    "the exchange's own word",
                    Paid: null,
                    PaidHash: null
                )),
        ]),
        TaskSample.Of(new TransferRequested(Payout, Ether, Deposit)),
        TaskSample.Of(new TransferFollowUp(Payout, Look: 12)),
        TaskSample.Of(
            new TransferAnswered(Payout, TransferResult.Reverted, Hash, 21_000_000, "undone"),
            new TransferAnswered(Payout, TransferResult.Confirmed, Hash, 21_000_000, Reason: null),
            new TransferAnswered(
                Payout,
                TransferResult.Rejected,
                TransactionHash: null,
                BlockNumber: null,
                "would revert"
            )
        ),
        TaskSample.Of(new OrderFollowUp(Payout, Look: 12)),
    ];
}
