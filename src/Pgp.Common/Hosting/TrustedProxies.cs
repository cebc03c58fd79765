using System.Net;
using Pgp.Common.Settings;

namespace Pgp.Common.Hosting;

/// <summary>
/// Whose word counts about where a request came from: the networks of <c>PGP_TRUSTED_PROXIES</c>,
/// and on Google's platform its front end. Each of them appends to X-Forwarded-For whom it was
/// asked by; what stands before the first stranger was written by that stranger.
/// </summary>
public sealed class TrustedProxies(IReadOnlyList<IPNetwork> networks, bool isBehindFrontEnd)
{
    // Set by the platform, not by callers.
    private static readonly bool IsOnPlatform =
        Environment.GetEnvironmentVariable("K_SERVICE") is not null;

    /// <param name="remote">Who is connected to us.</param>
    /// <param name="forwarded">All of X-Forwarded-For, or nothing.</param>
    /// <returns>The last address that somebody trusted has seen.</returns>
    public string CallerOf(IPAddress remote, string forwarded)
    {
        var caller = Plain(remote).ToString();
        if (!isBehindFrontEnd && !Holds(remote))
        {
            return caller;
        }

        foreach (var entry in forwarded.Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            // Some append the port, too. What is no address ends what a proxy can have said.
            if (!IPEndPoint.TryParse(entry, out var seen))
            {
                return entry.Length == 0 ? caller : entry;
            }

            caller = Plain(seen.Address).ToString();
            if (!Holds(seen.Address))
            {
                return caller;
            }
        }

        return caller;
    }

    internal static TrustedProxies Read(SettingsReader settings)
    {
        const string name = "PGP_TRUSTED_PROXIES";
        var networks = new List<IPNetwork>();
        foreach (
            var text in (settings.Optional(name) ?? "").Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var one))
            {
                networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            }
            else
            {
                settings.Report($"{name} holds something that is no address and no network");
            }
        }

        return new TrustedProxies(networks, IsOnPlatform);
    }

    private bool Holds(IPAddress address) =>
        networks.Any(network => network.Contains(Plain(address)));

    // A listener for both families shows addresses of the old one in the form of the new.
    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
