using Pgp.Common.Settings;

namespace Pgp.Adapters.Mail;

/// <summary>Reads the settings of a mail server.</summary>
internal static class SmtpSettings
{
    private static readonly Dictionary<string, (SmtpTls Tls, int Port)> Ways = new(
        StringComparer.Ordinal
    )
    {
        // RFC 8314, 3.3 and RFC 6409, 3.1 and RFC 5321, 4.5.4.2.
        ["starttls"] = (SmtpTls.StartTls, 587),
        ["tls"] = (SmtpTls.Tls, 465),
        ["none"] = (SmtpTls.None, 25),
    };

    public static SmtpOptions Read(SettingsReader settings)
    {
        var (tls, port) = ReadWay(settings);
        return new SmtpOptions(
            settings.Required("SMTP_HOST"),
            settings.Number("SMTP_PORT", port, 1, ushort.MaxValue),
            tls,
            ReadLogin(settings, tls)
        );
    }

    private static (SmtpTls Tls, int Port) ReadWay(SettingsReader settings)
    {
        var name = settings.Optional("SMTP_TLS") ?? "starttls";
        if (!Ways.TryGetValue(name, out var way))
        {
            settings.Report("SMTP_TLS is none of 'starttls', 'tls' and 'none'");
        }

        return way;
    }

    private static SmtpLogin? ReadLogin(SettingsReader settings, SmtpTls tls)
    {
        var username = settings.Optional("SMTP_USERNAME");
        var password = settings.Optional("SMTP_PASSWORD");
        if (username is null || password is null)
        {
            if (username != password)
            {
                settings.Report("SMTP_USERNAME and SMTP_PASSWORD are needed both or neither");
            }

            return null;
        }

        if (tls == SmtpTls.None)
        {
            settings.Report("SMTP_PASSWORD must not travel in the open: SMTP_TLS is 'none'");
        }

        return new SmtpLogin(username, new Secret(password));
    }
}
