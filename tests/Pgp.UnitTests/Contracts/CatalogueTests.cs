using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Host;

namespace Pgp.UnitTests.Contracts;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_task_is_in_the_catalogue()
    {
        var kinds = typeof(TaskCatalogue)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetInterfaces().Any(IsTask));
        Assert.Equal(kinds.Count(), TaskCatalogue.All.Count);
    }

    [Fact]
    public void Every_task_has_a_name_of_its_own_by_which_it_is_found()
    {
        var names = TaskCatalogue.All.Select(task => task.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(TaskCatalogue.All, task => Assert.Same(task, TaskCatalogue.ByName(task.Name)));
        Assert.All(names, name => Assert.Matches("^enqueue_pgp_[a-z0-9_]+$", name));
    }

    [Fact]
    public void Every_queue_is_known_and_used()
    {
        var names = Queues.All.Select(queue => queue.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            TaskCatalogue
                .All.Select(task => task.Queue.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_queue_has_limits_that_can_be_kept() =>
        Assert.All(
            Queues.All,
            queue =>
            {
                Assert.True(queue is { PerSecond: > 0, Concurrent: > 0, AttemptsMax: > 0 });
                Assert.True(queue.BackoffMin > TimeSpan.Zero);
                Assert.True(queue.BackoffMax >= queue.BackoffMin);
                Assert.True(queue.AgeMax > queue.BackoffMax);
            }
        );

    [Fact]
    public void Every_sender_and_receiver_is_a_service_of_this_build()
    {
        var known = Catalogue.Services.Select(service => service.Name).ToHashSet();
        Assert.All(
            TaskCatalogue.All,
            task =>
            {
                Assert.Contains(task.Target, known);
                Assert.NotEmpty(task.Sources);
                Assert.Subset(known, task.Sources.ToHashSet());
            }
        );
    }

    [Fact]
    public void Every_task_is_handled_by_exactly_one_service_and_that_is_its_target()
    {
        var handled = Catalogue
            .Services.SelectMany(service =>
                TasksOf(service).Select(task => $"{service.Name} {task}")
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            TaskCatalogue
                .All.Select(task => $"{task.Target} {task.Name}")
                .Order(StringComparer.Ordinal),
            handled
        );
    }

    [Fact]
    public void Every_task_has_a_path_of_its_own_at_its_target()
    {
        var paths = TaskCatalogue.All.Select(task => $"/{task.Target}{task.Path}").ToList();
        Assert.Equal(paths.Count, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.All(paths, path => Assert.Matches("^/[a-z0-9-]+/[a-z0-9-]+$", path));
    }

    [Fact]
    public void Every_service_has_names_of_its_own()
    {
        var names = Catalogue.Services.Select(service => service.Name).ToList();
        Assert.Equal(names.Count, names.Select(name => name.Value).Distinct().Count());
        Assert.Equal(names.Count, names.Select(name => name.SeedId).Distinct().Count());
        Assert.Equal(names.Count, names.Select(name => name.DatabaseRole).Distinct().Count());
        Assert.Equal("pgp_np_ipn", ServiceName.NpIpn.DatabaseRole);
        Assert.Equal("PGP_NP_IPN_URL", ServiceName.NpIpn.UrlSetting);
    }

    private static IEnumerable<string> TasksOf(IPgpService service)
    {
        // Nothing is set: what a service reports as missing does not matter here.
        var nothing = new SettingsReader(new Dictionary<string, string>(StringComparer.Ordinal));
        var builder = new ServiceBuilder(nothing, new ServiceCollection());
        service.Configure(builder);
        return builder.Tasks.Select(route => route.Definition.Name);
    }

    private static bool IsTask(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITask<>);
}
