using System.Text.Json.Serialization;
using Pgp.Ledger.Statements;

namespace Pgp.Host.Operations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(StatementReport))]
internal sealed partial class StatementJson : JsonSerializerContext;
