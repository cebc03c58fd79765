namespace Pgp.WebApi.Mails;

/// <summary>Pages of the site that mails lead to; each has a route there.</summary>
internal sealed class SiteLinks(WebApiOptions options)
{
    public Uri Login => Page("/login");

    public Uri ForgotPassword => Page("/forgot-password");

    public Uri VerifyEmail(string secret) => Page($"/verify-email?token={secret}");

    public Uri ResetPassword(string secret) => Page($"/reset-password?token={secret}");

    public Uri ConfirmEmailChange(string secret) => Page($"/confirm-email-change?token={secret}");

    public Uri Wallet(ChannelId channel) => Page($"/channels/{channel}/wallet");

    private Uri Page(string path) => new(options.Site, path);
}
