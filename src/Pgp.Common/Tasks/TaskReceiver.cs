using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pgp.Common.Observability;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.Common.Tasks;

/// <summary>
/// The task entrance of one service: checks the token, runs the handler, records rejections.
/// </summary>
public sealed class TaskReceiver(
    ServiceName service,
    IReadOnlyList<TaskRoute> routes,
    TaskTokens tokens,
    Database.Database database,
    IServiceProvider services,
    TimeSpan lease,
    ILogger<TaskReceiver> log
)
{
    private readonly Dictionary<string, TaskRoute> byPath = routes.ToDictionary(
        route => route.Definition.Path,
        StringComparer.Ordinal
    );

    public ServiceName Service => service;

    public IEnumerable<string> Paths => byPath.Keys;

    /// <summary>Handles one delivery.</summary>
    /// <returns>
    /// <see langword="null"/> when the token does not allow it: the caller is not one of us.
    /// </returns>
    public async Task<TaskAnswer?> ReceiveAsync(
        string path,
        string token,
        string payload,
        int attempt,
        string? traceParent,
        CancellationToken ct
    )
    {
        var route = byPath[path];
        var check = await tokens.ValidateAsync(token, service, route.Definition.Name);
        if (check is not TokenCheck.Valid(var claims) || !MaySend(route, claims.Source))
        {
            log.TokenRefused(route.Definition.Name, (check as TokenCheck.Invalid)?.Reason);
            return null;
        }

        var delivery = new Delivery(
            claims.MessageId,
            service.Value,
            route.Definition.Name,
            attempt,
            claims.Correlation,
            traceParent
        );
        using var activity = Telemetry.StartTask(delivery);
        try
        {
            return route.CallsPartners
                ? await HandleAloneAsync(route, delivery, payload, ct)
                : await HandleAsync(route, delivery, payload, ct);
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            log.HandlerFailed(delivery.Name, delivery.MessageId, attempt, failure);
            return new TaskAnswer.Again(failure.GetType().Name, null);
        }
    }

    private async Task<TaskAnswer> HandleAloneAsync(
        TaskRoute route,
        Delivery delivery,
        string payload,
        CancellationToken ct
    )
    {
        if (!await TaskLeases.TakeAsync(database, delivery.MessageId, lease, ct))
        {
            return new TaskAnswer.Again("another delivery of this message is at work", null);
        }

        try
        {
            return await HandleAsync(route, delivery, payload, ct);
        }
        finally
        {
            await TaskLeases.ReleaseAsync(database, delivery.MessageId, CancellationToken.None);
        }
    }

    private async Task<TaskAnswer> HandleAsync(
        TaskRoute route,
        Delivery delivery,
        string payload,
        CancellationToken ct
    )
    {
        var outcome = await route.HandleAsync(services, payload, delivery, ct);
        return await AnswerAsync(route, delivery, payload, outcome, ct);
    }

    private static bool MaySend(TaskRoute route, string role) =>
        route.Definition.Sources.Any(source => source.DatabaseRole == role);

    private async Task<TaskAnswer> AnswerAsync(
        TaskRoute route,
        Delivery delivery,
        string payload,
        TaskOutcome outcome,
        CancellationToken ct
    )
    {
        switch (outcome)
        {
            case TaskOutcome.Done:
                return new TaskAnswer.Settled(null);

            case TaskOutcome.Retry retry:
                log.HandlerWantsRetry(delivery.Name, delivery.MessageId, retry.Reason);
                return new TaskAnswer.Again(retry.Reason, retry.After)
                {
                    IsWanted = retry.IsWanted,
                };

            case TaskOutcome.Reject reject:
                await using (var unit = await database.BeginAsync(ct))
                {
                    await DeadLetters.RecordAsync(
                        unit,
                        delivery.MessageId,
                        route.Definition,
                        "rejected",
                        reject.Reason,
                        payload,
                        ct
                    );
                    await unit.CommitAsync(ct);
                }

                log.TaskRejected(delivery.Name, delivery.MessageId, reject.Reason);
                return new TaskAnswer.Settled(reject.Reason);

            default:
                throw new InvalidOperationException($"unknown outcome: {outcome}");
        }
    }
}
