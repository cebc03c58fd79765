using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pgp.Common.Settings;

namespace Pgp.Common.Observability;

/// <summary>
/// Metrics for scraping at <c>/metrics</c>; traces and metrics to a collector when
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.
/// </summary>
internal static class TelemetryOutput
{
    public static void Configure(IServiceCollection services, SettingsReader settings)
    {
        var collector = settings.Optional("OTEL_EXPORTER_OTLP_ENDPOINT") is not null;
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("paygateprime"))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(Telemetry.SourceName, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter();
                if (collector)
                {
                    metrics.AddOtlpExporter();
                }
            })
            .WithTracing(tracing =>
            {
                // No spans of outgoing HTTP: the path of a Telegram call holds the bot's token.
                tracing.AddSource(Telemetry.SourceName, "Npgsql").AddAspNetCoreInstrumentation();
                if (collector)
                {
                    tracing.AddOtlpExporter();
                }
            });
    }
}
