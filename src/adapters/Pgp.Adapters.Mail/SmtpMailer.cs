using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace Pgp.Adapters.Mail;

/// <summary>Any mail server, by SMTP. Each mail has a connection of its own.</summary>
public sealed class SmtpMailer(SmtpOptions options, MailSender sender, TimeProvider clock) : IMailer
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    // Servers that put off strangers want to see the same mail again after some minutes.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        if (MailHeaders.FaultOf(mail) is { } fault)
        {
            return new MailOutcome.Refused(fault);
        }

        using var message = Compose(mail);
        using var late = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await DeliverAsync(message, either.Token);
            return new MailOutcome.Sent();
        }
        catch (SmtpCommandException reply)
        {
            return OfReply((int)reply.StatusCode, reply.ErrorCode);
        }
        catch (Exception failure) when (ReasonOf(failure) is { } reason)
        {
            return new MailOutcome.Unknown(reason);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailOutcome.Unknown("timeout");
        }
    }

    // What a server says in words may repeat the address; its number is enough.
    private static MailOutcome OfReply(int code, SmtpErrorCode about) =>
        (code, about) switch
        {
            (>= 400 and <= 499, _) => new MailOutcome.TooFast(Pause),
            (_, SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted) =>
                new MailOutcome.Refused($"smtp_{code}"),
            // It wants us or our address no more than any other mail of ours.
            _ => new MailOutcome.Unknown($"smtp_{code}"),
        };

    private static string? ReasonOf(Exception failure) =>
        failure switch
        {
            AuthenticationException or ServiceNotAuthenticatedException => "smtp_login",
            SslHandshakeException => "smtp_tls",
            // No encryption, or no login, where we want one.
            NotSupportedException => "smtp_not_offered",
            SocketException => "transport: no connection",
            SmtpProtocolException or IOException => "transport: broken transfer",
            _ => null,
        };

    private async Task DeliverAsync(MimeMessage message, CancellationToken ct)
    {
        using var server = new SmtpClient();
        await server.ConnectAsync(options.Host, options.Port, Protection(options.Tls), ct);
        if (options.Login is { } login)
        {
            var credentials = new NetworkCredential(login.Username, login.Password.Reveal());
            await server.AuthenticateAsync(Encoding.UTF8, credentials, ct);
        }

        await server.SendAsync(message, ct);
        // Says goodbye; how the server takes it changes nothing and is not thrown.
        await server.DisconnectAsync(quit: true, ct);
    }

    private MimeMessage Compose(Mail mail)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = clock.GetUtcNow(),
            // The standard one would tell the name of this machine.
            MessageId = MimeUtils.GenerateMessageId(sender.Domain),
            // Programs show the last part that they can.
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = mail.Text },
                new TextPart("html") { Text = mail.Html },
            },
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, sender.Name, sender.Email));
        message.To.Add(new MailboxAddress(Encoding.UTF8, "", mail.To));
        message.Headers.Add(AutoSubmitted.Name, AutoSubmitted.Value);
        return message;
    }

    private static SecureSocketOptions Protection(SmtpTls tls) =>
        tls switch
        {
            SmtpTls.StartTls => SecureSocketOptions.StartTls,
            SmtpTls.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
}
