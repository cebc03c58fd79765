using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.Mail;
using Pgp.Common.Settings;
using Pgp.Sandbox.Mail;
using Pgp.Sandbox.Serving;

namespace Pgp.UnitTests.Mails;

/// <summary>What the adapter writes is what the sandbox's vendor takes.</summary>
public sealed class SandboxMailBoxTests : IAsyncDisposable
{
    private readonly StateFile file = new(null, NullLogger.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task A_mail_is_in_the_mailbox_of_its_recipient()
    {
        var box = new MailBox(TimeProvider.System, file);
        using var http = new HttpClient(new Wire(box));
        SendGridMailer.Configure(
            http,
            new Uri("http://sandbox.test/sendgrid/v3/"),
            TimeSpan.FromSeconds(10)
        );
        var mailer = new SendGridMailer(
            http,
            new Secret("sandbox"),
            new MailSender("no-reply@example.com", "PayGatePrime")
        );
        var mail = new Mail("jane@example.com", "Confirm", "text", "<p>html</p>");
        Assert.Equal(new MailOutcome.Sent(), await mailer.SendAsync(mail, Ct));
        var stored = Assert.Single(box.List("jane@example.com"))!;
        Assert.Equal("no-reply@example.com", (string?)stored["from"]);
        Assert.Equal("Confirm", (string?)stored["subject"]);
        Assert.Equal("text", (string?)stored["text"]);
        Assert.Equal("<p>html</p>", (string?)stored["html"]);
        Assert.Empty(box.List("eve@example.com"));
    }

    private sealed class Wire(MailBox box) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var context = new DefaultHttpContext();
            context.Request.Headers.Authorization = $"{request.Headers.Authorization}";
            var answer = await box.AnswerAsync(
                new PartnerCall(
                    request.Method.Method,
                    request.RequestUri!.AbsolutePath["/sendgrid/v3/".Length..],
                    context.Request.Query,
                    context.Request.Headers,
                    await request.Content!.ReadAsByteArrayAsync(cancellationToken),
                    cancellationToken
                )
            );
            return new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status);
        }
    }
}
