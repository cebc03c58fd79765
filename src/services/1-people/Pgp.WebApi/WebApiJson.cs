using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Channels;
using Pgp.Ledger.Statements;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Analytics;
using Pgp.WebApi.Announcements;
using Pgp.WebApi.Auditing;
using Pgp.WebApi.Balances;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;
using Pgp.WebApi.Keys;
using Pgp.WebApi.Linking;
using Pgp.WebApi.Mappings;
using Pgp.WebApi.Operators;
using Pgp.WebApi.Payments;
using Pgp.WebApi.Payouts;
using Pgp.WebApi.Public;
using Pgp.WebApi.Sessions;
using Pgp.WebApi.Statements;
using Pgp.WebApi.Subscribers;
using Pgp.WebApi.Webhooks;

namespace Pgp.WebApi;

/// <summary>The wire form; unknown and repeated members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(Problem))]
// Operators
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelAnswer))]
// Accounts, sessions, keys
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(SignUpRequest))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(EmailRequest))]
[JsonSerializable(typeof(NewEmailRequest))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(PendingEmailView))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SessionsView))]
[JsonSerializable(typeof(StepUpRequest))]
[JsonSerializable(typeof(StepUpView))]
[JsonSerializable(typeof(TotpOffer))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(RecoveryCodesView))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeysView))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(TelegramLinkView))]
// Channels
[JsonSerializable(typeof(ChannelPatch))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(ChannelsView))]
[JsonSerializable(typeof(ChatsView))]
[JsonSerializable(typeof(WalletRequest))]
[JsonSerializable(typeof(WalletView))]
[JsonSerializable(typeof(WalletChangeView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(CouponRequest))]
[JsonSerializable(typeof(CouponView))]
[JsonSerializable(typeof(CouponsView))]
[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(MappingsView))]
[JsonSerializable(typeof(AddressView))]
[JsonSerializable(typeof(PublicChannelView))]
// What owners read
[JsonSerializable(typeof(PaymentsView))]
[JsonSerializable(typeof(PaymentDetail))]
[JsonSerializable(typeof(SubscribersView))]
[JsonSerializable(typeof(SubscriberDetail))]
[JsonSerializable(typeof(PayoutsView))]
[JsonSerializable(typeof(PayoutDetail))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(StatementMonths))]
[JsonSerializable(typeof(StatementReport))]
[JsonSerializable(typeof(OverviewView))]
// Announcements, and how BROADCAST is asked for them
[JsonSerializable(typeof(AnnouncementRequest))]
[JsonSerializable(typeof(AnnouncementSchedule))]
[JsonSerializable(typeof(AnnouncementView))]
[JsonSerializable(typeof(AnnouncementsView))]
[JsonSerializable(typeof(BroadcastDraft))]
[JsonSerializable(typeof(BroadcastOrder))]
[JsonSerializable(typeof(BroadcastTrigger))]
[JsonSerializable(typeof(BroadcastProblem))]
[JsonSerializable(typeof(Nothing))]
// Webhooks
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookPatch))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(WebhooksView))]
[JsonSerializable(typeof(NewWebhookView))]
[JsonSerializable(typeof(NewSecretView))]
[JsonSerializable(typeof(EventTypesView))]
[JsonSerializable(typeof(WebhookTestView))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(DeliveriesView))]
[JsonSerializable(typeof(DeliveryDetailView))]
internal sealed partial class WebApiJson : JsonSerializerContext;

/// <summary>How the listener reads and writes bodies of typed routes.</summary>
internal static class JsonRegistration
{
    public static void AddJsonOfWebApi(this IServiceCollection listener)
    {
        listener.Configure<JsonOptions>(json => Apply(json.SerializerOptions));
        // What cannot be read comes to the door as an exception, which makes a problem of it.
        listener.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    private static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolverChain.Insert(0, WebApiJson.Default);
    }
}
