using Pgp.Host.Stack;

namespace Pgp.FlowTests.Chain;

/// <summary>Takes fault orders back.</summary>
internal static class Faults
{
    public static async Task ForgetAsync(LocalStack stack, string partner, CancellationToken ct)
    {
        using var http = new HttpClient();
        var faults = new Uri(stack.Sandbox, $"control/faults?partner={partner}");
        using var response = await http.DeleteAsync(faults, ct);
        response.EnsureSuccessStatusCode();
    }
}
