using Pgp.Adapters.Wire;

namespace Pgp.Adapters.ChangeNow;

/// <summary>
/// Where ChangeNOW is and how we sign in. A class, so that the key is never printed.
/// </summary>
public sealed class ChangeNowOptions
{
    /// <summary>Base of all calls, version included; a simulator in tests.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.changenow.io/v2/");

    /// <summary>Sent as <c>x-changenow-api-key</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Longest wait for one answer; default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Sets base address, key header, timeout and answer limit. The client must not be given a
    /// handler that repeats requests by itself: every repeated create makes another order.
    /// </summary>
    public static void Configure(HttpClient http, ChangeNowOptions options)
    {
        PartnerHttp.Configure(http, options.BaseAddress, options.Timeout);
        http.DefaultRequestHeaders.Remove("x-changenow-api-key");
        http.DefaultRequestHeaders.Add("x-changenow-api-key", options.ApiKey);
    }
}
