using System.Text.Json.Serialization;
using Pgp.Channels;
using Pgp.WebApi.Channels;

namespace Pgp.WebApi;

/// <summary>The wire form; unknown and repeated members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class WebApiJson : JsonSerializerContext;
