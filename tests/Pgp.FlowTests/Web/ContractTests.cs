using System.Text.Json.Nodes;
using Pgp.Testing;

namespace Pgp.FlowTests.Web;

/// <summary>
/// The API does what its document says: every operation is asked, and each answer has the status and
/// the shape that are stated. And nobody gets at what is another's by its id.
/// </summary>
[Collection(nameof(WebCollection))]
public sealed class ContractTests(WebStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_of_the_document_is_exercised_and_answers_as_it_says()
    {
        var story = await OwnerStory.PlayAsync(flow, Ct);
        await story.EndAsync(Ct);
        var document = await ApiDocument.OfAsync(flow, Ct);
        Assert.Empty(
            document
                .Operations.Select(operation => operation.Id)
                .Except(document.Exercised, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_document_is_the_one_that_the_site_was_built_from()
    {
        var url = new Uri(flow.Stack.App, "webapi/openapi.json");
        var document = await flow.Http.GetStringAsync(url, Ct);
        Approved.Check("../../../docs/openapi.json", document.TrimEnd() + "\n");
    }

    [Fact]
    public async Task A_route_or_a_method_that_there_is_not_gets_a_problem_too()
    {
        await Check(HttpMethod.Get, "webapi/api/nothing", 404, "no_such_route");
        await Check(HttpMethod.Post, "webapi/api/auth/me/more", 404, "no_such_route");
        var wrong = await Check(HttpMethod.Put, "webapi/api/auth/me", 405, "no_such_method");
        Assert.Equal(["GET"], wrong.Content.Headers.Allow);

        async Task<HttpResponseMessage> Check(
            HttpMethod method,
            string path,
            int status,
            string code
        )
        {
            using var request = new HttpRequestMessage(method, new Uri(flow.Stack.App, path));
            var response = await flow.Http.SendAsync(request, Ct);
            Assert.Equal(
                "application/problem+json",
                response.Content.Headers.ContentType?.MediaType
            );
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
            Assert.Equal(
                (status, status, code),
                ((int)response.StatusCode, (int)body["status"]!, (string)body["code"]!)
            );
            return response;
        }
    }

    [Fact]
    public async Task No_operation_that_takes_an_id_takes_anothers()
    {
        var victim = await OwnerStory.PlayAsync(flow, Ct);
        var thief = await WebOwner.ReadyAsync(flow, Ct);
        await thief.StepUpAsync(Ct);
        var document = await ApiDocument.OfAsync(flow, Ct);
        var taken = new List<string>();
        foreach (var operation in document.Operations.Where(one => one.TakesId))
        {
            if (victim.PathOf(operation) is not { } path)
            {
                // Of no owner: anybody may ask for a page that is shared.
                Assert.Equal("showPublicChannel", operation.Id);
                continue;
            }

            var answer = await thief.Api.SendAsync(
                new HttpMethod(operation.Method),
                path,
                OwnerStory.BodyOf(operation),
                Ct,
                operation.Method == "PATCH" ? [("If-Match", "*")] : []
            );
            if (answer.Status != 404)
            {
                taken.Add($"{operation.Id}: {answer.Status} {answer.Body?.ToJsonString()}");
            }
        }

        Assert.Empty(taken);

        // Nothing of the victim's was changed on the way.
        await victim.CheckUntouchedAsync(Ct);
    }

    [Fact]
    public async Task Without_a_token_every_operation_behind_the_door_is_shut()
    {
        var document = await ApiDocument.OfAsync(flow, Ct);
        var shut = document.Operations.Where(one => one.Json["security"] is not null).ToList();
        Assert.True(shut.Count > 40, $"only {shut.Count} operations want a token");
        foreach (var operation in shut)
        {
            var path = string.Join(
                '/',
                operation
                    .Path["/webapi/api/".Length..]
                    .Split('/')
                    .Select(part => part.StartsWith('{') ? "x" : part)
            );
            var answer = await new Api(flow).SendAsync(
                new HttpMethod(operation.Method),
                path,
                operation.Json["requestBody"] is null ? null : new JsonObject(),
                Ct
            );
            Assert.Equal(
                (401, "unauthorized", operation.Id),
                (answer.Status, answer.Code, operation.Id)
            );
        }
    }
}
