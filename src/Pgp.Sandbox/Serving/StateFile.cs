using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Pgp.Sandbox.Serving;

/// <summary>One simulator's share of the snapshot.</summary>
/// <param name="Save">Takes a consistent copy, under the simulator's own lock.</param>
/// <param name="Load">Puts a saved copy in place, before anything runs.</param>
internal sealed record StateSection(string Name, Func<JsonNode?> Save, Action<JsonElement> Load);

/// <summary>
/// Keeps the snapshot on disk: written shortly after the last change, whole or not at all.
/// </summary>
internal sealed class StateFile : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly string? path;
    private readonly List<StateSection> sections = [];
    private readonly DueLoop loop;
    private DateTimeOffset? writeAt;
    private int dirty;

    public StateFile(string? path, ILogger log)
    {
        this.path = path;
        // The disk works in real time, whatever the partners' clock says.
        loop = new DueLoop("state file", TimeProvider.System, log, StepAsync);
    }

    public void Add(StateSection section) => sections.Add(section);

    public void Load()
    {
        if (path is null || !File.Exists(path))
        {
            return;
        }

        using var saved = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var section in sections)
        {
            if (saved.RootElement.TryGetProperty(section.Name, out var part))
            {
                section.Load(part);
            }
        }
    }

    public void Start() => loop.Start();

    public void Changed()
    {
        if (path is not null && Interlocked.Exchange(ref dirty, 1) == 0)
        {
            loop.Poke();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        await WriteAsync(CancellationToken.None);
    }

    private async Task<DateTimeOffset?> StepAsync(CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (writeAt is null && Volatile.Read(ref dirty) == 1)
        {
            writeAt = now + Quiet;
        }

        if (writeAt <= now)
        {
            writeAt = null;
            await WriteAsync(ct);
        }

        return writeAt;
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        if (path is null || Interlocked.Exchange(ref dirty, 0) == 0)
        {
            return;
        }

        var all = new JsonObject();
        foreach (var section in sections)
        {
            all[section.Name] = section.Save();
        }

        var fresh = path + ".new";
        await File.WriteAllTextAsync(fresh, JsText.Stringify(all), ct);
        File.Move(fresh, path, overwrite: true);
    }
}
