using System.Text.Json.Serialization;
using Pgp.Sandbox.ChangeNow;
using Pgp.Sandbox.Google;
using Pgp.Sandbox.Mail;
using Pgp.Sandbox.NowPayments;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Slack;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox;

/// <summary>
/// The snapshot's types. Wire bodies are built by hand, because their types are odd on purpose.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NowPaymentsState))]
[JsonSerializable(typeof(MerchantSettings))]
[JsonSerializable(typeof(ChangeNowState))]
[JsonSerializable(typeof(ExchangeSettings))]
[JsonSerializable(typeof(TelegramState))]
[JsonSerializable(typeof(GoogleState))]
[JsonSerializable(typeof(SendLimits))]
[JsonSerializable(typeof(Chain.NodeSettings))]
[JsonSerializable(typeof(Dictionary<string, Quote>))]
[JsonSerializable(typeof(List<StoredMail>))]
[JsonSerializable(typeof(List<StoredMessage>))]
internal sealed partial class SandboxJson : JsonSerializerContext;
