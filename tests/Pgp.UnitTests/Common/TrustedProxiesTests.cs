using System.Net;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;

namespace Pgp.UnitTests.Common;

public sealed class TrustedProxiesTests
{
    private const string Setting = "10.1.0.0/16, 192.0.2.7 ,2001:db8::/32";

    // Nobody is trusted.
    [Theory]
    [InlineData("203.0.113.9", "")]
    [InlineData("203.0.113.9", "198.51.100.1")]
    [InlineData("::ffff:203.0.113.9", "198.51.100.1")]
    [InlineData("10.1.2.3", "198.51.100.1")]
    public void Without_proxies_the_caller_is_who_is_connected(string remote, string forwarded)
    {
        var caller = new TrustedProxies([], isBehindFrontEnd: false).CallerOf(
            IPAddress.Parse(remote),
            forwarded
        );
        Assert.Equal(remote.Replace("::ffff:", "", StringComparison.Ordinal), caller);
    }

    [Theory]
    // A stranger is connected: what he says is nothing.
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("192.0.2.8", "198.51.100.1", "192.0.2.8")]
    // One proxy: its last word.
    [InlineData("192.0.2.7", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.1.2.3", "198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:10.1.2.3", "198.51.100.1,203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8::1", "2001:4860::8", "2001:4860::8")]
    // Two: the first appended the caller, the second the first.
    [InlineData("10.1.2.3", "198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9")]
    [InlineData("10.1.2.3", "203.0.113.9, ::ffff:10.1.9.9", "203.0.113.9")]
    // A caller inside, whom nobody outside can be taken for.
    [InlineData("10.1.2.3", "192.0.2.7", "192.0.2.7")]
    [InlineData("10.1.2.3", "", "10.1.2.3")]
    [InlineData("10.1.2.3", "203.0.113.9, ", "10.1.2.3")]
    // Ports and forms are not other callers.
    [InlineData("10.1.2.3", "203.0.113.9:4711", "203.0.113.9")]
    [InlineData("10.1.2.3", "[2001:4860:0::8]:4711", "2001:4860::8")]
    // What is no address was said by a proxy all the same, but nothing before it counts.
    [InlineData("10.1.2.3", "203.0.113.9, unknown", "unknown")]
    public void The_caller_is_whom_the_last_trusted_one_has_seen(
        string remote,
        string forwarded,
        string caller
    ) => Assert.Equal(caller, Read(Setting).CallerOf(IPAddress.Parse(remote), forwarded));

    [Theory]
    [InlineData("198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [InlineData("", "169.254.1.1")]
    public void The_front_end_of_the_platform_is_trusted_wherever_it_is(
        string forwarded,
        string caller
    )
    {
        var proxies = new TrustedProxies([IPNetwork.Parse("10.1.0.0/16")], isBehindFrontEnd: true);
        Assert.Equal(caller, proxies.CallerOf(IPAddress.Parse("169.254.1.1"), forwarded));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.1.0.0/33")]
    public void What_is_no_network_stops_the_start(string text)
    {
        var reader = Of($"10.0.0.0/8,{text}");
        TrustedProxies.Read(reader);
        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal(
            ["PGP_TRUSTED_PROXIES holds something that is no address and no network"],
            problem.Findings
        );
    }

    private static TrustedProxies Read(string text)
    {
        var reader = Of(text);
        var proxies = TrustedProxies.Read(reader);
        reader.ThrowIfIncomplete();
        return proxies;
    }

    private static SettingsReader Of(string text) =>
        new(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PGP_TRUSTED_PROXIES"] = text,
            }
        );
}
