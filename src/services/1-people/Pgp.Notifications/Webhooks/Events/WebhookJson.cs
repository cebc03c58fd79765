using System.Text.Json.Serialization;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>The wire form of what events carry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaymentData))]
[JsonSerializable(typeof(DonationData))]
[JsonSerializable(typeof(SubscriptionBoughtData))]
[JsonSerializable(typeof(SubscriptionExpiredData))]
[JsonSerializable(typeof(PayoutStartedData))]
[JsonSerializable(typeof(PayoutData))]
[JsonSerializable(typeof(RightsLostData))]
[JsonSerializable(typeof(MembersDifferData))]
[JsonSerializable(typeof(PostsDisabledData))]
[JsonSerializable(typeof(RemovalFailedData))]
[JsonSerializable(typeof(InviteLeakedData))]
[JsonSerializable(typeof(TestData))]
internal sealed partial class WebhookJson : JsonSerializerContext;
