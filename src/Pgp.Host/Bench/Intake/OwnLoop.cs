using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Database;
using Pgp.NpIpn.Intake;

namespace Pgp.Host.Bench.Intake;

/// <summary>
/// The baseline where pgbench is not installed: as many tasks, each storing one message and waiting
/// for its commit. Dearer per call than pgbench, so it flatters the ratio.
/// </summary>
internal sealed class OwnLoop(Database database)
{
    private int made;

    public async Task<Run> RunAsync(int clients, TimeSpan time, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(_ => StoreAsync(began, time, ct))
        );
        return Run.Of([.. all.SelectMany(samples => samples)], began);
    }

    private async Task<List<TimeSpan>> StoreAsync(long began, TimeSpan time, CancellationToken ct)
    {
        var samples = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var sentAt = Stopwatch.GetTimestamp();
            await IpnQueries.StoreAsync(database, [Make()], fresh: true, ct);
            samples.Add(Stopwatch.GetElapsedTime(sentAt));
        }

        return samples;
    }

    private IpnMessage Make()
    {
        var number = Interlocked.Increment(ref made);
        var (head, tail) = SignedNotices.Parts;
        var body = Encoding.UTF8.GetBytes($"{head}{number}{tail}");
        var order = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(order, number);
        return new IpnMessage(
            Guid.CreateVersion7(database.Clock.GetUtcNow()),
            $"{number}",
            new OrderId(new Guid(order, bigEndian: true)),
            body,
            SHA256.HashData(body),
            "ArraysAsObjects",
            null
        );
    }
}
