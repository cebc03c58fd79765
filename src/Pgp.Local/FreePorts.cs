using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Pgp.Local;

/// <summary>
/// TCP ports of this machine's loopback for servers that must know their port before they listen.
/// One that can listen on port 0 and say where it does needs none of this.
/// </summary>
public static class FreePorts
{
    // Below what systems give to outgoing connections (from 32768 on Linux, 49152 on macOS): a
    // server that is started again finds its port as it left it.
    private const int First = 20_000;
    private const int End = 30_000;
    private const int StartsMax = 5;

    private static readonly Lock Turn = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nobody listens on, and that nobody here was given before.</summary>
    public static int Next()
    {
        lock (Turn)
        {
            var draws = 0;
            while (draws++ < End - First)
            {
                var port = RandomNumberGenerator.GetInt32(First, End);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }

        throw new LocalProblemException(
            new(
                $"No port from {First} to {End} is free",
                "database, chain and services of a stack listen there",
                "stop some of the programs that listen (ss -ltn)"
            )
        );
    }

    /// <summary>Whether a server could listen on this port now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>
    /// Starts a server on the port that it is to have, or (0) on a drawn one. A drawn port may be
    /// taken by somebody else before the server listens; then another is drawn.
    /// </summary>
    /// <param name="wanted">0 draws one.</param>
    /// <param name="draw">Usually <see cref="Next"/>.</param>
    /// <param name="who">For the message, e.g. "the local chain".</param>
    /// <param name="start">Answers nothing when the port is in use.</param>
    public static async Task<T> ListenAsync<T>(
        int wanted,
        Func<int> draw,
        string who,
        Func<int, Task<T?>> start
    )
        where T : class
    {
        for (var tries = 1; ; tries++)
        {
            var port = wanted != 0 ? wanted : draw();
            if (await start(port) is { } started)
            {
                return started;
            }

            if (wanted != 0 || tries == StartsMax)
            {
                throw new LocalProblemException(
                    new(
                        $"Port {port} is in use",
                        $"{who} wants to listen there",
                        $"stop the program that uses it (ss -ltnp 'sport = :{port}'), or choose "
                            + "another port"
                    )
                );
            }
        }
    }
}
