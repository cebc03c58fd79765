using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Accounts;

/// <summary>Accounts, their mails and passwords. Limits are those of spec 30, 4.9.</summary>
internal static class AccountsRegistration
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void AddAccounts(this ServiceBuilder service)
    {
        service.Services.AddSingleton<PasswordHash>();
        service.MapApi<SignUpApi>(
            "Accounts",
            (routes, api) =>
            {
                routes
                    .MapPost("/auth/signup", api.SignUpAsync)
                    .WithName("signUp")
                    .ForAll()
                    .LimitTo(5, Quarter, "signup")
                    .Refuses(400, 409, 413, 415, 422);
                routes.MapGet("/auth/me", api.ShowAsync).WithName("showAccount").ForOwners();
            }
        );
        AddEmails(service);
        AddPasswords(service);
    }

    private static void AddEmails(ServiceBuilder service) =>
        service.MapApi<EmailApi>(
            "Accounts",
            (routes, api) =>
            {
                routes
                    .MapPost("/auth/verify-email", api.VerifyAsync)
                    .WithName("verifyEmail")
                    .ForAll()
                    .LimitTo(10, Hour, "verify")
                    .Refuses(400, 409);
                routes
                    .MapGet("/auth/verification/status", api.StatusAsync)
                    .WithName("showVerification")
                    .ForPeople();
                routes
                    .MapPost("/auth/verification/resend", api.ResendAsync)
                    .WithName("resendVerification")
                    .ForPeople()
                    .Refuses(409, 429);
                routes
                    .MapPost("/auth/resend-verification", api.ResendToAsync)
                    .WithName("resendVerificationTo")
                    .ForAll()
                    .LimitTo(3, Hour, "resend")
                    .Refuses(400, 422);
                routes
                    .MapPost("/auth/account/change-email", api.ChangeAsync)
                    .WithName("changeEmail")
                    .ForSteppedUp()
                    .WithVerifiedMail()
                    .LimitTo(3, Hour, "change_email")
                    .Refuses(400, 422);
                routes
                    .MapPost("/auth/account/confirm-email-change", api.ConfirmAsync)
                    .WithName("confirmEmailChange")
                    .ForAll()
                    .LimitTo(10, Hour, "confirm_email")
                    .Refuses(400, 409);
                routes
                    .MapPost("/auth/account/cancel-email-change", api.CancelAsync)
                    .WithName("cancelEmailChange")
                    .ForPeople();
            }
        );

    private static void AddPasswords(ServiceBuilder service) =>
        service.MapApi<PasswordApi>(
            "Accounts",
            (routes, api) =>
            {
                routes
                    .MapPost("/auth/forgot-password", api.ForgotAsync)
                    .WithName("forgotPassword")
                    .ForAll()
                    .LimitTo(3, Hour, "forgot")
                    .Refuses(400, 422);
                routes
                    .MapPost("/auth/reset-password", api.ResetAsync)
                    .WithName("resetPassword")
                    .ForAll()
                    .LimitTo(5, Quarter, "reset")
                    .Refuses(400, 422);
                routes
                    .MapPost("/auth/account/change-password", api.ChangeAsync)
                    .WithName("changePassword")
                    .ForSteppedUp()
                    .WithVerifiedMail()
                    .LimitTo(5, Quarter, "change_password")
                    .Refuses(400, 422);
            }
        );
}
