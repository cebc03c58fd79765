using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Tasks;

/// <summary>The dispatcher's HTTP side against the services' HTTP side, over a real listener.</summary>
public sealed class HttpTransportTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly InviteRequested Invite = new(
        PaymentId.Parse("pay_0199c5b8f0007abc8def0123456789ab")
    );

    private static readonly string Payload = JsonSerializer.Serialize(Invite, InviteRequested.Json);

    private readonly HttpClient http = new();
    private TestService service = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var database = Db.As(ServiceName.Invite, Clock);
        service = await TestService.StartAsync(database, Clock, callsPartners: false);
    }

    public override async ValueTask DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_delivery_tells_the_handler_which_message_it_is()
    {
        var task = Leased() with { Attempt = 7, TraceParent = Seed.TraceParent };
        Assert.Equal(new TaskAnswer.Settled(null), await DeliverAsync(task));
        Assert.Equal(
            new Delivery(
                task.MessageId,
                "invite",
                InviteRequested.Definition.Name,
                Attempt: 7,
                "ord_1",
                Seed.TraceParent
            ),
            service.Handler.Last
        );
    }

    [Fact]
    public async Task A_handler_that_wants_to_wait_is_asked_again_after_that_time()
    {
        Answer(new TaskOutcome.Retry(TimeSpan.FromSeconds(30), "busy"));
        Assert.Equal(
            new TaskAnswer.Again("HTTP 503", TimeSpan.FromSeconds(30)),
            await DeliverAsync(Leased())
        );
        using var response = await PostAsync(Token(), new StringContent(Payload));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_wait_that_an_operator_wants_is_told_from_a_failure()
    {
        var pause = TimeSpan.FromSeconds(30);
        Answer(new TaskOutcome.Retry(pause, "swaps are off") { IsWanted = true });
        Assert.Equal(
            new TaskAnswer.Again("swaps are off", pause) { IsWanted = true },
            await DeliverAsync(Leased())
        );
    }

    [Fact]
    public async Task A_handler_that_fails_is_asked_again()
    {
        service.Handler.Answer = (_, _) => throw new InvalidOperationException("a bug");
        Assert.Equal(
            new TaskAnswer.Again("HTTP 503", TimeSpan.FromSeconds(1)),
            await DeliverAsync(Leased())
        );
    }

    [Fact]
    public async Task A_handler_whose_own_time_limit_ran_out_is_asked_again()
    {
        service.Handler.Answer = (_, _) => throw new TaskCanceledException("a partner's timeout");
        Assert.Equal(
            new TaskAnswer.Again("HTTP 503", TimeSpan.FromSeconds(1)),
            await DeliverAsync(Leased())
        );
    }

    [Fact]
    public async Task A_rejection_travels_with_its_reason_and_leaves_a_dead_letter()
    {
        var reason = "no such payment: 50 % é\r\nof it";
        Answer(new TaskOutcome.Reject(reason));
        Assert.Equal(new TaskAnswer.Settled(reason), await DeliverAsync(Leased()));
        Assert.Equal(
            [$"rejected {reason}"],
            await Db.ListAsync("select concat_ws(' ', kind, reason) from dead_letters")
        );
    }

    [Fact]
    public async Task A_payload_that_is_no_task_is_rejected_and_not_repeated()
    {
        var answer = await DeliverAsync(Leased() with { Payload = """{"payment":1}""" });
        var settled = Assert.IsType<TaskAnswer.Settled>(answer);
        Assert.StartsWith("malformed payload", settled.RejectedBecause, StringComparison.Ordinal);
        Assert.Null(service.Handler.Last);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_handled()
    {
        using var response = await PostAsync(null, new StringContent(Payload));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(service.Handler.Last);
    }

    [Fact]
    public async Task A_token_for_another_service_opens_nothing()
    {
        var token = TokenFor(ServiceName.Split1, "pgp_orchestrator");
        using var response = await PostAsync(token, new StringContent(Payload));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            new TaskAnswer.Again("the service refused the token", null),
            await TransportTo(service.Address).DeliverAsync(Leased(), token, Ct)
        );
        Assert.Null(service.Handler.Last);
    }

    [Fact]
    public async Task A_service_that_may_not_send_this_task_is_refused()
    {
        var token = TokenFor(ServiceName.Invite, "pgp_webapi");
        using var response = await PostAsync(token, new StringContent(Payload));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(service.Handler.Last);
    }

    [Fact]
    public async Task A_body_larger_than_any_task_is_refused()
    {
        var longest = new string(' ', 65_536 - Payload.Length);
        using var fits = await PostAsync(Token(), new StringContent(Payload + longest));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        using var tooLong = await PostAsync(Token(), new StringContent(Payload + longest + " "));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_refused()
    {
        using var body = new ChunkedContent(Payload);
        using var response = await PostAsync(Token(), body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_tried_again()
    {
        var answer = await TransportTo(TestService.Nobody()).DeliverAsync(Leased(), Token(), Ct);
        Assert.Equal(new TaskAnswer.Again("unreachable: ConnectionError", null), answer);
    }

    [Fact]
    public async Task A_service_without_an_address_is_named()
    {
        var transport = new HttpTransport(http, _ => null);
        Assert.Equal(
            new TaskAnswer.Again("PGP_INVITE_URL is not set", null),
            await transport.DeliverAsync(Leased(), Token(), Ct)
        );
    }

    [Fact]
    public async Task Services_of_this_process_are_reached_without_http()
    {
        var transport = new InProcessTransport(
            [service.Receiver],
            new HttpTransport(http, _ => null)
        );
        Assert.Equal(
            new TaskAnswer.Settled(null),
            await transport.DeliverAsync(Leased(), Token(), Ct)
        );
        Assert.Equal(
            new TaskAnswer.Again("the service refused the token", null),
            await transport.DeliverAsync(Leased(), "no token", Ct)
        );
        var elsewhere = Leased() with { Definition = PayoutRequested.Definition };
        Assert.Equal(
            new TaskAnswer.Again("PGP_SPLIT1_URL is not set", null),
            await transport.DeliverAsync(elsewhere, Token(), Ct)
        );
    }

    private void Answer(TaskOutcome outcome) =>
        service.Handler.Answer = (_, _) => Task.FromResult(outcome);

    private Task<TaskAnswer> DeliverAsync(LeasedTask task) =>
        TransportTo(service.Address).DeliverAsync(task, Token(), Ct);

    private HttpTransport TransportTo(Uri address) => new(http, _ => address);

    private LeasedTask Leased() =>
        new(
            MessageId.Parse("msg_0199c5b8f0007abc8def0123456789ad"),
            InviteRequested.Definition,
            "pgp_orchestrator",
            Payload,
            Attempt: 1,
            "ord_1",
            TraceParent: null,
            Clock.GetUtcNow(),
            Clock.GetUtcNow()
        );

    private string Token() => TokenFor(ServiceName.Invite, "pgp_orchestrator");

    private string TokenFor(ServiceName target, string source) =>
        Keys.Tokens(Clock)
            .Generate(
                new TaskClaims(
                    source,
                    target.SeedId,
                    MessageId.Parse("msg_0199c5b8f0007abc8def0123456789ad"),
                    InviteRequested.Definition.Name,
                    "ord_1"
                )
            );

    private async Task<HttpResponseMessage> PostAsync(string? token, HttpContent content)
    {
        var url = new Uri(service.Address, "/invite" + InviteRequested.Definition.Path);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await http.SendAsync(request, Ct);
    }

    private sealed class ChunkedContent(string text) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
