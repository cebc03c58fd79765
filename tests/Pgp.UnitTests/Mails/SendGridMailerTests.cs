using System.Text.Json.Nodes;
using Pgp.Adapters.Mail;
using Pgp.Common.Settings;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.Mails;

public sealed class SendGridMailerTests
{
    private static readonly Mail Sample = new(
        "jane@example.com",
        "Confirm",
        "Open https://pay.example/x?token=t1",
        "<p>Open it</p>"
    );

    private readonly PartnerStub sendGrid = new();
    private readonly SendGridMailer mailer;

    public SendGridMailerTests()
    {
        var http = sendGrid.Client();
        SendGridMailer.Configure(http, new Uri("https://mail.test/v3"), TimeSpan.FromSeconds(10));
        var sender = new MailSender("no-reply@pay.example", "Pay & Gate");
        mailer = new SendGridMailer(http, new Secret("SG.key"), sender);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_has_one_recipient_and_text_before_html()
    {
        sendGrid.Json(202, "");
        Assert.Equal(new MailOutcome.Sent(), await mailer.SendAsync(Sample, Ct));
        var request = Assert.Single(sendGrid.Requests);
        Assert.Equal(("POST", "/v3/mail/send"), (request.Method, request.Path));
        Assert.Equal("Bearer SG.key", request.Headers["authorization"]);
        var expected = JsonNode.Parse(
            """
            {
              "personalizations": [{ "to": [{ "email": "jane@example.com" }] }],
              "from": { "email": "no-reply@pay.example", "name": "Pay & Gate" },
              "subject": "Confirm",
              "content": [
                { "type": "text/plain", "value": "Open https://pay.example/x?token=t1" },
                { "type": "text/html", "value": "<p>Open it</p>" }
              ],
              "headers": { "Auto-Submitted": "auto-generated" },
              "tracking_settings": {
                "click_tracking": { "enable": false, "enable_text": false },
                "open_tracking": { "enable": false }
              }
            }
            """
        );
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Body);
    }

    [Fact]
    public async Task A_pause_is_as_long_as_the_vendor_says_or_short()
    {
        sendGrid.TooMany(30).Json(429, "{}");
        Assert.Equal(
            new MailOutcome.TooFast(TimeSpan.FromSeconds(30)),
            await mailer.SendAsync(Sample, Ct)
        );
        Assert.Equal(
            new MailOutcome.TooFast(TimeSpan.FromSeconds(1)),
            await mailer.SendAsync(Sample, Ct)
        );
    }

    [Theory]
    [InlineData(
        400,
        """{"errors":[{"message":"bad jane@example.com","field":"personalizations.0.to","help":null}]}""",
        "http_400 personalizations.0.to"
    )]
    [InlineData(400, """{"errors":[{"message":"x","field":"jane@example.com"}]}""", "http_400")]
    [InlineData(400, """{"errors":[]}""", "http_400")]
    [InlineData(400, """{"errors":["jane"]}""", "http_400")]
    [InlineData(413, "<html>too large</html>", "http_413")]
    public async Task A_refusal_is_final_and_repeats_nothing_that_was_sent(
        int status,
        string body,
        string reason
    )
    {
        sendGrid.Json(status, body);
        Assert.Equal(new MailOutcome.Refused(reason), await mailer.SendAsync(Sample, Ct));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_is_not_the_mails_fault_may_pass(int status)
    {
        sendGrid.Json(status, """{"errors":[{"message":"no","field":null,"help":null}]}""");
        Assert.Equal(new MailOutcome.Unknown($"http_{status}"), await mailer.SendAsync(Sample, Ct));
    }

    [Fact]
    public async Task Silence_is_unknown_and_tells_no_address()
    {
        sendGrid.Timeout().BrokenTransfer();
        Assert.Equal(new MailOutcome.Unknown("timeout"), await mailer.SendAsync(Sample, Ct));
        Assert.Equal(
            new MailOutcome.Unknown("transport: ResponseEnded"),
            await mailer.SendAsync(Sample, Ct)
        );
    }

    [Fact]
    public async Task What_could_add_a_header_is_never_sent()
    {
        Assert.Equal(
            new MailOutcome.Refused("subject_invalid"),
            await mailer.SendAsync(Sample with { Subject = "x\r\nBcc: eve@example.com" }, Ct)
        );
        Assert.Equal(
            new MailOutcome.Refused("recipient_invalid"),
            await mailer.SendAsync(Sample with { To = "a@example.com, eve@example.com" }, Ct)
        );
        Assert.Empty(sendGrid.Requests);
    }

    [Fact]
    public void A_mail_that_prints_itself_gives_nothing_away() =>
        Assert.Equal("mail ***", $"{Sample}");
}
