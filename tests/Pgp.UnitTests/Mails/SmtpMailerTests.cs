using System.Text;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Pgp.Adapters.Mail;
using Pgp.Common.Settings;

namespace Pgp.UnitTests.Mails;

public sealed class SmtpMailerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 14, 5, 0, TimeSpan.Zero);
    private static readonly MailSender Sender = new("no-reply@pay.example", "Шлюз, \"Gate\"");
    private static readonly Mail Sample = new(
        "jane@example.com",
        "Подтвердите адрес",
        "Текст\n.\nhttps://pay.example/x?token=t1\n",
        "<p>Привет</p>"
    );

    private readonly SmtpStub server = new();
    private readonly FakeTimeProvider clock = new(Now);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        Assert.Equal(new MailOutcome.Sent(), await Mailer().SendAsync(Sample, Ct));
        Assert.Equal(
            ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"],
            server.Commands.Select(command => command.Split(' ', ':')[0])
        );
        Assert.StartsWith("MAIL FROM:<no-reply@pay.example>", server.Commands[1]);
        Assert.Equal("RCPT TO:<jane@example.com>", server.Commands[2]);
        using var message = await ReadAsync(server.Message);
        Assert.Equal("Подтвердите адрес", message.Subject);
        Assert.Equal(Now, message.Date);
        Assert.EndsWith("@pay.example", message.MessageId);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("jane@example.com", message.To.ToString());
        var from = Assert.IsType<MailboxAddress>(Assert.Single(message.From));
        Assert.Equal((Sender.Name, Sender.Email), (from.Name, from.Address));
        var parts = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        Assert.Equal(Sample.Text, message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Sample.Html, message.HtmlBody!.TrimEnd());
    }

    [Fact]
    public async Task A_login_is_shown_before_the_mail()
    {
        var login = new SmtpLogin("apikey", new Secret("s3cret"));
        Assert.Equal(new MailOutcome.Sent(), await Mailer(login).SendAsync(Sample, Ct));
        var shown = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0apikey\0s3cret"));
        Assert.Equal($"AUTH PLAIN {shown}", server.Commands[1]);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user jane@example.com", "smtp_550")]
    [InlineData(".", "554 looks like spam", "smtp_554")]
    public async Task What_the_mail_is_refused_for_is_final(
        string command,
        string reply,
        string reason
    )
    {
        server.Reply(command, reply);
        Assert.Equal(new MailOutcome.Refused(reason), await Mailer().SendAsync(Sample, Ct));
    }

    [Theory]
    [InlineData("CONNECT", "421 busy")]
    [InlineData("RCPT", "450 greylisted, come again")]
    [InlineData(".", "452 no room")]
    public async Task Later_perhaps_is_a_pause(string command, string reply)
    {
        server.Reply(command, reply);
        Assert.Equal(
            new MailOutcome.TooFast(TimeSpan.FromMinutes(1)),
            await Mailer().SendAsync(Sample, Ct)
        );
    }

    [Theory]
    [InlineData("CONNECT", "554 not you", "smtp_554")]
    [InlineData("MAIL", "550 not from here", "smtp_550")]
    [InlineData("MAIL", "530 log in first", "smtp_login")]
    [InlineData("AUTH", "535 wrong", "smtp_login")]
    [InlineData("EHLO", "250 stub without login", "smtp_not_offered")]
    [InlineData(".", null, "transport: broken transfer")]
    public async Task What_is_not_the_mails_fault_may_pass(
        string command,
        string? reply,
        string reason
    )
    {
        server.Reply(command, reply);
        var login = new SmtpLogin("apikey", new Secret("s3cret"));
        Assert.Equal(new MailOutcome.Unknown(reason), await Mailer(login).SendAsync(Sample, Ct));
    }

    [Fact]
    public async Task A_server_without_encryption_hears_neither_login_nor_mail()
    {
        var login = new SmtpLogin("apikey", new Secret("s3cret"));
        var mailer = new SmtpMailer(
            new SmtpOptions("127.0.0.1", server.Port, SmtpTls.StartTls, login),
            Sender,
            clock
        );
        Assert.Equal(
            new MailOutcome.Unknown("smtp_not_offered"),
            await mailer.SendAsync(Sample, Ct)
        );
        Assert.DoesNotContain(
            server.Commands,
            command => command.Split(' ')[0] is "AUTH" or "MAIL"
        );
    }

    [Fact]
    public async Task A_goodbye_that_fails_takes_nothing_back()
    {
        server.Reply("QUIT", null);
        Assert.Equal(new MailOutcome.Sent(), await Mailer().SendAsync(Sample, Ct));
    }

    [Fact]
    public async Task Nobody_there_is_unknown()
    {
        var gone = new SmtpStub();
        var options = new SmtpOptions("127.0.0.1", gone.Port, SmtpTls.None, Login: null);
        await gone.DisposeAsync();
        var mailer = new SmtpMailer(options, Sender, clock);
        Assert.Equal(
            new MailOutcome.Unknown("transport: no connection"),
            await mailer.SendAsync(Sample, Ct)
        );
    }

    [Fact]
    public async Task What_could_add_a_header_opens_no_connection()
    {
        Assert.Equal(
            new MailOutcome.Refused("subject_invalid"),
            await Mailer().SendAsync(Sample with { Subject = "x\nBcc: eve@example.com" }, Ct)
        );
        Assert.Empty(server.Commands);
    }

    private static async Task<MimeMessage> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await MimeMessage.LoadAsync(stream, Ct);
    }

    private SmtpMailer Mailer(SmtpLogin? login = null) =>
        new(new SmtpOptions("127.0.0.1", server.Port, SmtpTls.None, login), Sender, clock);
}
