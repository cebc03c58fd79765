using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Telegram;

/// <summary>
/// The one Telegram: its people, chats and the bot. Every member is used under <see cref="Gate"/>,
/// except where it says otherwise.
/// </summary>
internal sealed class TelegramWorld(string botToken, string botUsername, TimeProvider clock)
{
    public const string BotName = "PayGatePrime";

    private TaskCompletionSource moved = NewSignal();

    public Lock Gate { get; } = new();

    public TelegramState State { get; } = new();

    public TimeProvider Clock => clock;

    public string BotUsername => botUsername;

    public string BotToken => botToken;

    /// <summary>The number before the colon of the token.</summary>
    public long BotId { get; } =
        long.TryParse(botToken.Split(':')[0], CultureInfo.InvariantCulture, out var id) ? id : 1;

    /// <summary>Grows with every change that a person could see.</summary>
    public long Version { get; private set; }

    /// <summary>Told whenever something changed.</summary>
    public Action? OnChange { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Completes at the next change. Needs no lock.</summary>
    public Task Moved => Volatile.Read(ref moved).Task;

    public void Touch()
    {
        Version++;
        OnChange?.Invoke();
        Interlocked.Exchange(ref moved, NewSignal()).TrySetResult();
    }

    /// <summary>Finds a chat by the id or <c>@username</c> that a bot would give.</summary>
    public Channel? FindChannel(string? chatId) =>
        State.Channels.Values.FirstOrDefault(channel =>
            chatId is not null
            && (
                chatId == channel.Id.ToString(CultureInfo.InvariantCulture)
                || (
                    channel.Username is not null
                    && string.Equals(
                        chatId,
                        "@" + channel.Username,
                        StringComparison.OrdinalIgnoreCase
                    )
                )
            )
        );

    public Person? FindPerson(string? id) =>
        long.TryParse(id, CultureInfo.InvariantCulture, out var number)
            ? State.People.GetValueOrDefault(number)
            : null;

    public List<ChatMessage> MessagesOf(long chatId)
    {
        if (!State.Messages.TryGetValue(chatId, out var messages))
        {
            State.Messages[chatId] = messages = [];
        }

        return messages;
    }

    /// <summary>Adds a message with the next id of its chat.</summary>
    public ChatMessage Post(long chatId, Func<long, ChatMessage> create)
    {
        var channel = State.Channels.GetValueOrDefault(chatId);
        var id = channel is null ? ++State.LastMessageId : ++channel.LastMessageId;
        var message = create(id);
        MessagesOf(chatId).Add(message);
        Touch();
        return message;
    }

    /// <summary>A person's place now; a ban that has run out is over.</summary>
    public Member? MemberOf(Channel channel, long personId)
    {
        var member = channel.Members.GetValueOrDefault(personId);
        if (member is { Status: "kicked", Until: { } until } && until <= Now)
        {
            member.Status = "left";
            member.Until = null;
        }

        return member;
    }

    /// <summary>Queues an update unless the bot did not ask for its kind.</summary>
    public void Queue(string kind, long queue, JsonObject content)
    {
        if (!Wanted(kind))
        {
            return;
        }

        var update = new PendingUpdate
        {
            Id = ++State.LastUpdateId,
            Kind = kind,
            Queue = queue,
            Content = content,
            At = Now,
            DueAt = Now,
        };
        State.Updates.Add(update);
        Touch();
    }

    public JsonNode? Save()
    {
        lock (Gate)
        {
            return JsonSerializer.SerializeToNode(State, SandboxJson.Default.TelegramState);
        }
    }

    public void Load(JsonElement saved)
    {
        lock (Gate)
        {
            var loaded = saved.Deserialize(SandboxJson.Default.TelegramState)!;
            Copy(loaded.People, State.People);
            Copy(loaded.Channels, State.Channels);
            Copy(loaded.Messages, State.Messages);
            Copy(loaded.Links, State.Links);
            Copy(loaded.Presses, State.Presses);
            Copy(loaded.CommandLists, State.CommandLists);
            State.JoinRequests.AddRange(loaded.JoinRequests);
            State.Updates.AddRange(loaded.Updates);
            State.Webhook = loaded.Webhook;
            State.Limits = loaded.Limits;
            State.LastUpdateId = loaded.LastUpdateId;
            State.LastMessageId = loaded.LastMessageId;
        }
    }

    private bool Wanted(string kind) =>
        State.Webhook.AllowedUpdates is { } allowed
            ? allowed.Contains(kind, StringComparer.Ordinal)
            : kind is not ("chat_member" or "message_reaction" or "message_reaction_count");

    private static void Copy<TKey, TValue>(
        Dictionary<TKey, TValue> from,
        Dictionary<TKey, TValue> to
    )
        where TKey : notnull
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
