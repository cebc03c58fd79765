using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.ChangeNow;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Google;
using Pgp.Sandbox.Mail;
using Pgp.Sandbox.NowPayments;
using Pgp.Sandbox.Owners;
using Pgp.Sandbox.Page;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Slack;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox;

/// <summary>Puts the partners together and says which paths are whose.</summary>
internal sealed class Partners : IAsyncDisposable
{
    private readonly Surroundings around;
    private readonly PartnerGate gate;
    private readonly NowPaymentsSimulator nowPayments;
    private readonly ChangeNowSimulator changeNow;
    private readonly TelegramSimulator telegram;
    private readonly GoogleSimulator google;
    private readonly CoinGeckoSimulator prices;
    private readonly MailBox mails;
    private readonly SlackHook slack;
    private readonly ChainProxy chain;
    private readonly ControlApi control;

    public Partners(SandboxOptions options, TimeProvider clock, ILogger log)
    {
        around = new Surroundings(options, clock, log);
        gate = new PartnerGate(around.Calls, around.Faults);
        nowPayments = new NowPaymentsSimulator(around);
        changeNow = new ChangeNowSimulator(around);
        telegram = new TelegramSimulator(around);
        google = new GoogleSimulator(around);
        prices = new CoinGeckoSimulator(around.Prices);
        mails = new MailBox(clock, around.File);
        slack = new SlackHook(clock, around.File);
        chain = new ChainProxy(around.Chain);
        control = new ControlApi(
            around,
            mails,
            slack,
            new ChainControl(around.Chain, chain),
            nowPayments.Control,
            changeNow.Control,
            telegram.Control,
            google
        );
    }

    /// <summary>Prepares the chain and loads what was saved, before anybody can call.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await around.Accounts.SetUpAsync(around.Options.HostWalletAddress, ct);
        around.File.Load();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        Partner(routes, NowPaymentsApi.Face, "/nowpayments/v1", nowPayments.Api.AnswerAsync);
        Partner(routes, ChangeNowApi.Face, "/changenow/v2", changeNow.Api.AnswerAsync);
        Partner(routes, CoinGeckoSimulator.Face, "/coingecko/api/v3", prices.AnswerAsync);
        Partner(routes, MailBox.Face, "/sendgrid/v3", mails.AnswerAsync);
        Partner(routes, SlackHook.Face, "/slack", slack.AnswerAsync);
        Partner(routes, OwnerServer.Face, "/owner", OwnerServer.AnswerAsync);
        Partner(routes, GoogleSimulator.Face, "/google", google.AnswerAsync);
        Partner(routes, MetadataServer.Face, "/computeMetadata/v1", google.Metadata.AnswerAsync);
        Partner(routes, ChainProxy.Face, "/chain", chain.AnswerAsync);
        routes.Map(
            "/bot{token}/{method}",
            gate.Serve(BotApi.Face, "/bot", telegram.Api.AnswerAsync)
        );
        Stage(routes, "/nowpayments/hosted", nowPayments.Hosted.AnswerAsync);
        Stage(routes, "/control", control.AnswerAsync);
        SandboxPages.Map(routes, mails);
    }

    public void Start(Uri address)
    {
        around.Address = address;
        around.File.Start();
        nowPayments.Start();
        changeNow.Start();
        telegram.Start();
        google.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await nowPayments.DisposeAsync();
        await changeNow.DisposeAsync();
        await telegram.DisposeAsync();
        await google.DisposeAsync();
        await around.DisposeAsync();
    }

    // A partner's own paths: written down, and subject to fault orders.
    private void Partner(
        IEndpointRouteBuilder routes,
        PartnerFace face,
        string prefix,
        Func<PartnerCall, Task<Answer>> handler
    ) => routes.Map(prefix + "/{**path}", gate.Serve(face, prefix, handler));

    // Behind the stage: pages and orders, never disturbed.
    private static void Stage(
        IEndpointRouteBuilder routes,
        string prefix,
        Func<PartnerCall, Task<Answer>> handler
    )
    {
        RequestDelegate serve = async context =>
        {
            var path = context.Request.Path.Value ?? "";
            var rest = path.Length > prefix.Length ? path[prefix.Length..] : "";
            var answer = await handler(await PartnerCall.ReadAsync(context, rest.TrimStart('/')));
            await answer.WriteAsync(context);
        };
        routes.Map(prefix + "/{**path}", serve);
    }
}
