using Pgp.Adapters.Wire;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// Where NOWPayments is and how we sign in. A class, so that no secret is ever printed.
/// </summary>
public sealed class NowPaymentsOptions
{
    /// <summary>Base of all calls; the vendor's sandbox or a simulator in tests.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.nowpayments.io/v1/");

    /// <summary>Sent as <c>x-api-key</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Account login, needed only to list payments; null switches listing off.</summary>
    public string? Email { get; set; }

    /// <summary>Password of <see cref="Email"/>; case-sensitive.</summary>
    public string? Password { get; set; }

    /// <summary>Longest wait for one answer; default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Sets base address, key header, timeout and answer limit.</summary>
    public static void Configure(HttpClient http, NowPaymentsOptions options)
    {
        PartnerHttp.Configure(http, options.BaseAddress, options.Timeout);
        http.DefaultRequestHeaders.Remove("x-api-key");
        http.DefaultRequestHeaders.Add("x-api-key", options.ApiKey);
    }
}
