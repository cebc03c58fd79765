using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pgp.Host.Bench.Intake;

/// <summary>
/// Sends requests over keep-alive connections, on each the next one when the last is answered. One
/// thread and plain sockets: it shares the processors with what it measures.
/// </summary>
internal sealed class HttpLoad(Uri target, SignedNotices notices)
{
    private const int AnswerBytesMax = 4_096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs for a time and then waits for the answers that are still out.</summary>
    public Task<Run> RunAsync(int connections, TimeSpan time, CancellationToken ct) =>
        Task.Factory.StartNew(
            () => Execute(connections, time, ct),
            ct,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private Run Execute(int connections, TimeSpan time, CancellationToken ct)
    {
        var lines = Enumerable.Range(0, connections).Select(_ => Connect()).ToList();
        try
        {
            return Drive(lines.ToDictionary(line => line.Socket), time, ct);
        }
        finally
        {
            lines.ForEach(line => line.Socket.Dispose());
        }
    }

    private Run Drive(Dictionary<Socket, Line> lines, TimeSpan time, CancellationToken ct)
    {
        var samples = new List<TimeSpan>(1 << 18);
        var began = Stopwatch.GetTimestamp();
        foreach (var line in lines.Values)
        {
            Send(line);
        }

        var ready = new List<Socket>(lines.Count);
        while (lines.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            ready.Clear();
            ready.AddRange(lines.Keys);
            Socket.Select(ready, null, null, Patience);
            if (ready.Count == 0)
            {
                throw new TimeoutException("the service stopped answering");
            }

            foreach (var socket in ready.Select(socket => lines[socket]).Where(Receive))
            {
                samples.Add(Stopwatch.GetElapsedTime(socket.SentAt));
                if (Stopwatch.GetElapsedTime(began) < time)
                {
                    Send(socket);
                }
                else
                {
                    lines.Remove(socket.Socket);
                }
            }
        }

        return Run.Of(samples, began);
    }

    private Line Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, target.Port));
        return new Line(socket);
    }

    private void Send(Line line)
    {
        line.Received = 0;
        line.SentAt = Stopwatch.GetTimestamp();
        line.Socket.Send(notices.Next());
    }

    /// <returns>Whether the answer is complete.</returns>
    private static bool Receive(Line line)
    {
        var count = line.Socket.Receive(line.Answer.AsSpan(line.Received));
        line.Received += count;
        var answer = line.Answer.AsSpan(0, line.Received);
        if (count == 0)
        {
            throw new InvalidOperationException("the service closed a connection");
        }

        var end = answer.IndexOf("\r\n\r\n"u8);
        return end >= 0 && line.Received >= end + 4 + BodyLength(answer[..end]);
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200 "u8))
        {
            var first = System.Text.Encoding.ASCII.GetString(head[..Math.Min(40, head.Length)]);
            throw new InvalidOperationException($"not accepted: {first}");
        }

        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidOperationException("the answer states no length");
    }

    private sealed class Line(Socket socket)
    {
        public Socket Socket => socket;

        public byte[] Answer { get; } = new byte[AnswerBytesMax];

        public int Received { get; set; }

        public long SentAt { get; set; }
    }
}
