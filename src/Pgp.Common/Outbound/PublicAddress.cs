using System.Net;
using System.Net.Sockets;

namespace Pgp.Common.Outbound;

/// <summary>
/// Tells addresses of the internet from those of machines, neighbours and clouds, which nobody from
/// outside may make us call (IANA's registries of special addresses).
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // Also where clouds keep the credentials of their machines.
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // One cloud's own service, at an address that looks public.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    // Whatever is not here is loopback, link-local, unique local, mapped, multicast or unassigned.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
    [
        .. new[]
        {
            // Protocols; among them Teredo, which leads on to any IPv4 address.
            "2001::/23",
            "2001:db8::/32",
            // 6to4 leads on to any IPv4 address.
            "2002::/16",
            "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special4.Any(range => range.Contains(plain)),
            AddressFamily.InterNetworkV6 => Global6.Contains(plain)
                && !Special6.Any(range => range.Contains(plain)),
            _ => false,
        };
    }
}
