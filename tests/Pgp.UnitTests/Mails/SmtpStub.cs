using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pgp.UnitTests.Mails;

/// <summary>
/// A mail server on this machine that takes one connection after the other, says what the script
/// says, and remembers what it heard.
/// </summary>
internal sealed class SmtpStub : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly Dictionary<string, string?> replies = new(StringComparer.Ordinal)
    {
        ["CONNECT"] = "220 stub ready",
        ["EHLO"] = "250-stub\r\n250-AUTH PLAIN\r\n250 8BITMIME",
        ["AUTH"] = "235 welcome",
        ["MAIL"] = "250 sender fine",
        ["RCPT"] = "250 recipient fine",
        ["DATA"] = "354 go on",
        ["."] = "250 taken",
        ["QUIT"] = "221 bye",
    };

    private readonly Task serving;

    public SmtpStub()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The commands of all connections, in order.</summary>
    public IReadOnlyList<string> Commands => [.. heard];

    /// <summary>The message as it came over the wire.</summary>
    public string Message { get; private set; } = "";

    /// <param name="command"><c>CONNECT</c>, a command's word, or a dot for the message's end.</param>
    /// <param name="reply">The connection is cut if it is null.</param>
    public SmtpStub Reply(string command, string? reply)
    {
        replies[command] = reply;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await TalkAsync(reader, client.GetStream());
        }
    }

    private async Task TalkAsync(StreamReader reader, NetworkStream stream)
    {
        var said = await SayAsync(stream, "CONNECT");
        while (said && await reader.ReadLineAsync(stop.Token) is { } line)
        {
            heard.Enqueue(line);
            var word = line.Split(' ', ':')[0];
            said = await SayAsync(stream, word);
            if (said && word == "DATA")
            {
                await HearMessageAsync(reader);
                said = await SayAsync(stream, ".");
            }
        }
    }

    private async Task HearMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line and not ".")
        {
            // A dot that begins a line was doubled on the way (RFC 5321, 4.5.2).
            message.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        Message = message.ToString();
    }

    private async Task<bool> SayAsync(NetworkStream stream, string word)
    {
        if (replies[word] is not { } reply)
        {
            return false;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), stop.Token);
        return true;
    }
}
