using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;

namespace Pgp.Adapters.Mail;

/// <summary>Gives a service a way to send mails.</summary>
public static class MailRegistration
{
    private const string ProductName = "PayGatePrime";
    private const string SendGridAddress = "https://api.sendgrid.com/v3/";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Reads <c>MAIL_PROVIDER</c>, <c>FROM_EMAIL</c>, <c>FROM_NAME</c> and the settings of the
    /// provider; registers <see cref="IMailer"/> and <see cref="MailSender"/>. There is no
    /// standard provider: mails that go nowhere would be found out by those who wait for them.
    /// </summary>
    public static void AddMail(this ServiceBuilder service)
    {
        var sender = ReadSender(service.Settings);
        service.Services.AddSingleton(sender);
        switch (service.Settings.Required("MAIL_PROVIDER"))
        {
            case "sendgrid":
                AddSendGrid(service, sender);
                break;
            case "smtp":
                AddSmtp(service, sender);
                break;
            case "":
                // Missing, which is on the list of findings already.
                break;
            default:
                service.Settings.Report("MAIL_PROVIDER is neither 'sendgrid' nor 'smtp'");
                break;
        }
    }

    private static MailSender ReadSender(SettingsReader settings)
    {
        var email = settings.Required("FROM_EMAIL");
        if (email.Length > 0 && !MailHeaders.IsAddress(email))
        {
            settings.Report("FROM_EMAIL is not a bare mail address");
        }

        return new MailSender(email, settings.Optional("FROM_NAME") ?? ProductName);
    }

    private static void AddSendGrid(ServiceBuilder service, MailSender sender)
    {
        var address = service.Settings.UrlOr("SENDGRID_API_URL", SendGridAddress);
        var key = service.Settings.Secret("SENDGRID_API_KEY");
        service.AddPartner(
            TimeLimit,
            http => SendGridMailer.Configure(http, address, TimeLimit),
            (http, _) => new SendGridMailer(http, key, sender)
        );
        service.Services.AddSingleton<IMailer>(room => room.GetRequiredService<SendGridMailer>());
    }

    private static void AddSmtp(ServiceBuilder service, MailSender sender)
    {
        var options = SmtpSettings.Read(service.Settings);
        service.Services.AddSingleton<IMailer>(room => new SmtpMailer(
            options,
            sender,
            room.GetRequiredService<TimeProvider>()
        ));
    }
}
