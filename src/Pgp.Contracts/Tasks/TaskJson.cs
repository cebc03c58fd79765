using System.Text.Json;
using System.Text.Json.Serialization;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Contracts.Tasks;

/// <summary>
/// The wire form of every task. A closed list of converters: without one a big integer would be
/// written as an object and read back as zero, without an error.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(IdConverter<PaymentKind>),
        typeof(IdConverter<ChannelKind>),
        typeof(IdConverter<OrderKind>),
        typeof(IdConverter<SubscriptionKind>),
        typeof(IdConverter<CreditKind>),
        typeof(IdConverter<ConversionKind>),
        typeof(IdConverter<BatchKind>),
        typeof(IdConverter<WalletChangeKind>),
        typeof(IdConverter<AccountKind>),
        typeof(IdConverter<WebhookEndpointKind>),
        typeof(IdConverter<WebhookDeliveryKind>),
        typeof(PayoutIdConverter),
        typeof(CoinConverter),
        typeof(CoinAmountConverter),
        typeof(WordConverter<OwnerEvent>),
        typeof(WordConverter<BuyerEvent>),
        typeof(WordConverter<MemberEvent>),
        typeof(WordConverter<OrderStage>),
        typeof(WordConverter<AlertLevel>),
        typeof(WordConverter<AccountMail>),
        typeof(WordConverter<ExecutionResult>),
        typeof(WordConverter<OrderProgress>),
        typeof(WordConverter<TransferResult>),
    ]
)]
[JsonSerializable(typeof(PaymentReported))]
[JsonSerializable(typeof(InviteRequested))]
[JsonSerializable(typeof(OwnerEventPublished))]
[JsonSerializable(typeof(BuyerEventPublished))]
[JsonSerializable(typeof(OrderProgressed))]
[JsonSerializable(typeof(AlertRaised))]
[JsonSerializable(typeof(MemberEventPublished))]
[JsonSerializable(typeof(ReminderDue))]
[JsonSerializable(typeof(AccessClosed))]
[JsonSerializable(typeof(AccessOpened))]
[JsonSerializable(typeof(InviteReissueRequested))]
[JsonSerializable(typeof(JoinRequested))]
[JsonSerializable(typeof(MemberJoined))]
[JsonSerializable(typeof(TrialRequested))]
[JsonSerializable(typeof(GiftRedeemed))]
[JsonSerializable(typeof(PostsWanted))]
[JsonSerializable(typeof(AnnouncementWritten))]
[JsonSerializable(typeof(AnnouncementWished))]
[JsonSerializable(typeof(WalletChangeNews))]
[JsonSerializable(typeof(WalletMailWanted))]
[JsonSerializable(typeof(AccountMailWanted))]
[JsonSerializable(typeof(AccountLinkWished))]
[JsonSerializable(typeof(WebhookTestRequested))]
[JsonSerializable(typeof(WebhookReplayRequested))]
[JsonSerializable(typeof(WebhookRetryRequested))]
[JsonSerializable(typeof(KeypadTimedOut))]
[JsonSerializable(typeof(NoteExpired))]
[JsonSerializable(typeof(PaymentCredited))]
[JsonSerializable(typeof(LargeCreditAdded))]
[JsonSerializable(typeof(ConversionQuoteRequested))]
[JsonSerializable(typeof(ConversionQuoted))]
[JsonSerializable(typeof(ConversionOrderRequested))]
[JsonSerializable(typeof(ConversionOrderAnswered))]
[JsonSerializable(typeof(CreditExecutionRequested))]
[JsonSerializable(typeof(PoolExecutionRequested))]
[JsonSerializable(typeof(ConversionExecuted))]
[JsonSerializable(typeof(BatchPayoutRequested))]
[JsonSerializable(typeof(BatchPayoutEnded))]
[JsonSerializable(typeof(PayoutRequested))]
[JsonSerializable(typeof(LimitRecheck))]
[JsonSerializable(typeof(EstimateRequested))]
[JsonSerializable(typeof(EstimateAnswered))]
[JsonSerializable(typeof(SwapRequested))]
[JsonSerializable(typeof(SwapAnswered))]
[JsonSerializable(typeof(PayoutTriggered))]
[JsonSerializable(typeof(OrderStatusRequested))]
[JsonSerializable(typeof(OrderStatusAnswered))]
[JsonSerializable(typeof(TransferRequested))]
[JsonSerializable(typeof(TransferFollowUp))]
[JsonSerializable(typeof(TransferAnswered))]
[JsonSerializable(typeof(OrderFollowUp))]
public sealed partial class TaskJson : JsonSerializerContext;

/// <summary>Enumerations as words only: a number could be one that no word stands for.</summary>
public sealed class WordConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>Ids as <c>pay_…</c>.</summary>
public sealed class IdConverter<TKind> : JsonConverter<Id<TKind>>
    where TKind : IIdKind
{
    public override Id<TKind> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => TextOf.Read(ref reader, Id<TKind>.Parse);

    public override void Write(
        Utf8JsonWriter writer,
        Id<TKind> value,
        JsonSerializerOptions options
    ) => writer.WriteStringValue(value.ToString());
}

/// <summary>Payout ids as <c>instant:pay_…</c>.</summary>
public sealed class PayoutIdConverter : JsonConverter<PayoutId>
{
    public override PayoutId Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => TextOf.Read(ref reader, PayoutId.Parse);

    public override void Write(
        Utf8JsonWriter writer,
        PayoutId value,
        JsonSerializerOptions options
    ) => writer.WriteStringValue(value.Value);
}

/// <summary>Coins as <c>usdt@eth</c>.</summary>
public sealed class CoinConverter : JsonConverter<Coin>
{
    public override Coin Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => TextOf.Read(ref reader, Coin.Parse);

    public override void Write(Utf8JsonWriter writer, Coin value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Amounts as <c>481780000000000 eth@eth</c>: atomic units and asset.</summary>
public sealed class CoinAmountConverter : JsonConverter<CoinAmount>
{
    public override CoinAmount Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => TextOf.Read(ref reader, CoinAmount.ParseWire);

    public override void Write(
        Utf8JsonWriter writer,
        CoinAmount value,
        JsonSerializerOptions options
    ) => writer.WriteStringValue(value.ToWire());
}

internal static class TextOf
{
    /// <exception cref="JsonException">No string, or one that the type does not accept.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, Func<string, T> parse)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("a string was expected");
        }

        try
        {
            return parse(reader.GetString()!);
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }
}
