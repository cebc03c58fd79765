using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// Google below <c>/google</c>: Secret Manager, Cloud Tasks, Pub/Sub, KMS, token keys.
/// </summary>
internal sealed class GoogleSimulator : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly GoogleState state = new();
    private readonly Surroundings around;
    private readonly IdentityTokens tokens;
    private readonly SecretStore secrets;
    private readonly TaskDesk tasks;
    private readonly TaskDispatch dispatch;
    private readonly PubSubDesk topics;
    private readonly PubSubPush push;
    private readonly SigningKeys keys;

    public GoogleSimulator(Surroundings around)
    {
        this.around = around;
        tokens = new IdentityTokens(around.Clock);
        secrets = new SecretStore(state);
        tasks = new TaskDesk(state, around.Clock);
        dispatch = new TaskDispatch(state, gate, tasks, tokens, around);
        topics = new PubSubDesk(state, around.Clock);
        push = new PubSubPush(state, gate, topics, tokens, around);
        keys = new SigningKeys(state);
        Metadata = new MetadataServer(tokens);
        around.File.Add(new StateSection("google", Save, Load));
    }

    public static PartnerFace Face { get; } =
        new(
            "google",
            call => $"{call.Method} /{call.Path}",
            GoogleReplies.TooMany,
            GoogleReplies.Broken
        );

    public MetadataServer Metadata { get; }

    public void Start()
    {
        dispatch.Start();
        push.Start();
    }

    public Task<Answer> AnswerAsync(PartnerCall call)
    {
        if (call.Segments is ["oauth2", "v3", "certs"])
        {
            return Task.FromResult(tokens.Keys());
        }

        if (!call.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Task.FromResult(GoogleReplies.Unauthenticated);
        }

        lock (gate)
        {
            return Task.FromResult(Changed(Respond(call)));
        }
    }

    /// <summary>Orders below <c>/control/google</c>.</summary>
    public Answer Control(PartnerCall call, string[] rest)
    {
        lock (gate)
        {
            return Changed(
                rest switch
                {
                    ["secrets"] => secrets.Order(call.Json),
                    ["keys"] => keys.Order(call.Json),
                    _ => ControlAnswers.NotFound("control"),
                }
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await dispatch.DisposeAsync();
        await push.DisposeAsync();
        tokens.Dispose();
    }

    private Answer Respond(PartnerCall call)
    {
        switch (call.Segments)
        {
            case ["v1", "projects", var p, "secrets", var s, "versions", var version]
                when version.EndsWith(":access", StringComparison.Ordinal):
                return secrets.Access(p, s, version[..^":access".Length]);
            case ["v2", "projects", var p, "locations", var l, "queues", .. var rest]:
                return tasks.Answer(call, $"projects/{p}/locations/{l}/queues", rest);
            case ["v1", "projects", var p, "topics" or "subscriptions", var name]:
                return topics.Answer(call, $"projects/{p}/{call.Segments[3]}/{name}");
            case ["v1", .. var key, "publicKey"]:
                return keys.PublicKey(string.Join('/', key));
            case ["v1", .. var key]
                when key is [.., var last]
                    && last.EndsWith(":asymmetricSign", StringComparison.Ordinal):
                var signer = string.Join('/', key)[..^":asymmetricSign".Length];
                return keys.Sign(signer, call.Json);
            default:
                return GoogleReplies.NotFound("Method");
        }
    }

    private Answer Changed(Answer answer)
    {
        around.File.Changed();
        dispatch.Poke();
        push.Poke();
        return answer;
    }

    private JsonNode? Save()
    {
        lock (gate)
        {
            return JsonSerializer.SerializeToNode(state, SandboxJson.Default.GoogleState);
        }
    }

    private void Load(JsonElement saved)
    {
        lock (gate)
        {
            var loaded = saved.Deserialize(SandboxJson.Default.GoogleState)!;
            Copy(loaded.Secrets, state.Secrets);
            Copy(loaded.Queues, state.Queues);
            Copy(loaded.Tasks, state.Tasks);
            Copy(loaded.UsedNames, state.UsedNames);
            Copy(loaded.Subscriptions, state.Subscriptions);
            Copy(loaded.SigningKeys, state.SigningKeys);
            state.Topics.UnionWith(loaded.Topics);
            state.Messages.AddRange(loaded.Messages);
            state.LastId = loaded.LastId;
        }
    }

    private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }
}
