using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.Common.Secrets;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Sessions;

/// <summary>Signing in and out, and the second factor.</summary>
internal static class SessionsRegistration
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static void AddSessions(this ServiceBuilder service)
    {
        service.Services.AddSingleton(ReadFactor(service.Settings));
        service.Services.AddSingleton<SessionDesk>();
        service.Services.AddSingleton<SessionAnswers>();
        service.MapApi<SessionsApi>(
            "Sessions",
            (routes, api) =>
            {
                routes
                    .MapPost("/auth/login", api.LoginAsync)
                    .WithName("login")
                    .ForAll()
                    .LimitTo(100, Quarter, "login_address")
                    .Refuses(400, 401);
                routes
                    .MapPost("/auth/refresh", api.RefreshAsync)
                    .WithName("refresh")
                    .ForAll()
                    .Refuses(400, 401);
                routes.MapPost("/auth/logout", api.LogoutAsync).WithName("logout").ForAll();
                routes
                    .MapPost("/auth/step-up", api.StepUpAsync)
                    .WithName("stepUp")
                    .ForPeople()
                    .Refuses(400, 422, 429);
                routes.MapGet("/auth/sessions", api.ListAsync).WithName("listSessions").ForPeople();
                routes
                    .MapDelete("/auth/sessions/{id}", api.EndAsync)
                    .WithName("endSession")
                    .ForPeople()
                    .Refuses(404);
                routes
                    .MapDelete("/auth/sessions", api.EndOthersAsync)
                    .WithName("endOtherSessions")
                    .ForPeople();
            }
        );
        AddTotp(service);
    }

    private static void AddTotp(ServiceBuilder service) =>
        service.MapApi<TotpApi>(
            "Sessions",
            (routes, api) =>
            {
                routes
                    .MapPost("/auth/totp", api.OfferAsync)
                    .WithName("offerTotp")
                    .ForSteppedUp()
                    .Refuses(409);
                routes
                    .MapPost("/auth/totp/confirm", api.ConfirmAsync)
                    .WithName("confirmTotp")
                    .ForPeople()
                    .LimitTo(10, Quarter, "totp")
                    .Refuses(400, 422);
                routes
                    .MapPost("/auth/totp/recovery-codes", api.NewCodesAsync)
                    .WithName("renewRecoveryCodes")
                    .ForSteppedUp()
                    .Refuses(409);
                routes
                    .MapDelete("/auth/totp", api.RemoveAsync)
                    .WithName("removeTotp")
                    .ForSteppedUp()
                    .Refuses(409);
            }
        );

    /// <summary>
    /// <c>TOTP_SECRETS_KEY</c>, and <c>…_PREVIOUS</c> while it is changed: seals what
    /// authenticators share with us.
    /// </summary>
    private static SecondFactor ReadFactor(SettingsReader settings) =>
        new(new SecretBox(KeyRing.Read(settings, "TOTP_SECRETS_KEY"), SecondFactor.Purpose));
}
