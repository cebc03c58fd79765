using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Mail;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;

namespace Pgp.UnitTests.Mails;

public sealed class MailRegistrationTests
{
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal)
    {
        ["MAIL_PROVIDER"] = "sendgrid",
        ["FROM_EMAIL"] = "no-reply@pay.example",
        ["SENDGRID_API_KEY"] = "SG.key",
    };

    [Fact]
    public void SendGrid_needs_a_key_and_an_address()
    {
        using var room = Room();
        Assert.IsType<SendGridMailer>(room.GetRequiredService<IMailer>());
        Assert.Equal(
            new MailSender("no-reply@pay.example", "PayGatePrime"),
            room.GetRequiredService<MailSender>()
        );
    }

    [Fact]
    public void A_mail_server_needs_its_name_and_an_address()
    {
        Smtp();
        using var room = Room();
        var mailer = room.GetRequiredService<IMailer>();
        Assert.IsType<SmtpMailer>(mailer);
        Assert.Same(mailer, room.GetRequiredService<IMailer>());
    }

    [Theory]
    [InlineData(null, null, SmtpTls.StartTls, 587)]
    [InlineData("tls", null, SmtpTls.Tls, 465)]
    [InlineData("none", null, SmtpTls.None, 25)]
    [InlineData("none", "2525", SmtpTls.None, 2525)]
    public void The_port_is_the_one_that_goes_with_the_protection(
        string? tls,
        string? port,
        SmtpTls expected,
        int expectedPort
    )
    {
        Smtp();
        settings["SMTP_TLS"] = tls ?? "";
        settings["SMTP_PORT"] = port ?? "";
        Assert.Equal(
            new SmtpOptions("smtp.example.com", expectedPort, expected, Login: null),
            SmtpSettings.Read(new SettingsReader(settings))
        );
    }

    [Theory]
    [InlineData("MAIL_PROVIDER", "", "MAIL_PROVIDER is missing")]
    [InlineData("MAIL_PROVIDER", "pigeon", "MAIL_PROVIDER is neither 'sendgrid' nor 'smtp'")]
    [InlineData("FROM_EMAIL", "", "FROM_EMAIL is missing")]
    [InlineData("FROM_EMAIL", "Pay <a@b.example>", "FROM_EMAIL is not a bare mail address")]
    [InlineData("SENDGRID_API_KEY", "", "SENDGRID_API_KEY is missing")]
    public void A_gap_is_named(string name, string value, string finding)
    {
        settings[name] = value;
        Assert.Equal([finding], Findings());
    }

    [Theory]
    [InlineData("SMTP_HOST", "", "SMTP_HOST is missing")]
    [InlineData("SMTP_TLS", "ssl", "SMTP_TLS is none of 'starttls', 'tls' and 'none'")]
    [InlineData(
        "SMTP_USERNAME",
        "apikey",
        "SMTP_USERNAME and SMTP_PASSWORD are needed both or neither"
    )]
    public void A_gap_of_a_mail_server_is_named(string name, string value, string finding)
    {
        Smtp();
        settings[name] = value;
        Assert.Equal([finding], Findings());
    }

    [Fact]
    public void A_password_does_not_travel_in_the_open()
    {
        Smtp();
        settings["SMTP_TLS"] = "none";
        settings["SMTP_USERNAME"] = "apikey";
        settings["SMTP_PASSWORD"] = "s3cret";
        Assert.Equal(["SMTP_PASSWORD must not travel in the open: SMTP_TLS is 'none'"], Findings());
    }

    private void Smtp()
    {
        settings["MAIL_PROVIDER"] = "smtp";
        settings["SMTP_HOST"] = "smtp.example.com";
        settings.Remove("SENDGRID_API_KEY");
    }

    private ServiceProvider Room()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddSingleton<FaultPoints>();
        var reader = new SettingsReader(settings);
        new ServiceBuilder(reader, services).AddMail();
        reader.ThrowIfIncomplete();
        return services.BuildServiceProvider();
    }

    private IReadOnlyList<string> Findings() =>
        Assert.Throws<SettingsException>(() => Room().Dispose()).Findings;
}
