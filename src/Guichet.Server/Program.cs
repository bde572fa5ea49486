using Guichet;
using Guichet.Server.Accounts;
using Guichet.Server.Attachments;
using Guichet.Server.Calendars;
using Guichet.Server.Catalog;
using Guichet.Server.Contents;
using Guichet.Server.Coverage;
using Guichet.Server.Following;
using Guichet.Server.Home;
using Guichet.Server.Hosting;
using Guichet.Server.Hosting.Telemetry;
using Guichet.Server.Incidents;
using Guichet.Server.Invoices;
using Guichet.Server.Mail;
using Guichet.Server.Notifications;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Recovery;
using Guichet.Server.Reports;
using Guichet.Server.Search;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Timelines;
using Guichet.Server.Teams;
using Guichet.Server.Upkeep;
using Guichet.Server.Webhooks;
using Guichet.Server.Workshop;
using Scalar.AspNetCore;

if (Verbs.AreAskedBy(args))
{
    return await Verbs.RunAsync(args, Console.Out);
}

var builder = WebApplication.CreateBuilder([.. args.Where(argument => argument != Demonstration.Switch)]);
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
if (!builder.Environment.IsDevelopment())
{
    // The compressed files of the build are served as they are; reloading them is for whoever edits them.
    builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
}

builder.Configuration.Sources.Insert(0, Logs.Defaults);
var demonstration = Demonstration.From(args, builder.Configuration);

builder.Services.AddSingleton(demonstration);
builder.Services.AddHosting();
builder.AddTelemetry();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddAccounts();
builder.Services.AddPolicies();
builder.Services.AddCalendars();
builder.Services.AddFollowing();
builder.Services.AddTeams();
builder.Services.AddCoverage();
builder.Services.AddPacks();
builder.Services.AddPartners();
builder.Services.AddRecovery();
builder.Services.AddInvoices();
builder.Services.AddOrders();
builder.Services.AddPayments();
builder.Services.AddIncidents();
builder.Services.AddContents(builder.Configuration);
builder.Services.AddAttachments(builder.Configuration);
builder.Services.AddSearch();
builder.Services.AddUpkeep(builder.Configuration);
builder.Services.AddWorkshop();
builder.Services.AddReports();
builder.Services.AddWebhooks();
builder.Services.AddHome();
builder.Services.AddNotifications();
builder.Services.AddTimelines();
builder.Services.AddMail(builder.Configuration);

var app = builder.Build();
if (app.SayMistakes())
{
    return 2;
}

// A start is mostly the compiling of code: the database comes up beside the routes. Nothing is served before both are.
var house = Task.Run(() => app.Services.GetRequiredService<FirstStart>().RunAsync(CancellationToken.None));
app.UseHosting();

app.MapStaticAssets().AllowAnonymous();
app.MapLanguage();
app.MapDeskStart();
app.MapOpenApi().AllowAnonymous();
app.MapScalarApiReference("/api").AllowAnonymous();
app.MapHealth();
var api = app.MapGroup("/api/v1").ChecksFields();
app.MapAccounts(api);
app.MapCatalog(api);
app.MapPolicies(api);
app.MapCalendars(api);
app.MapFollowing(api);
app.MapTeams(api);
app.MapCoverage(api);
app.MapPacks(api);
app.MapPartners(api);
api.MapRecovery();
app.MapInvoices(api);
app.MapOrders(api);
app.MapPayments(api);
app.MapIncidents(api);
app.MapAttachments(api);
api.MapSearch();
app.MapUpkeep(api);
app.MapWorkshop(api);
app.MapReports(api);
api.MapWebhooks();
api.MapHome();
app.MapNotifications(api);
app.MapTimelines(api);
app.MapRazorComponents<App>();
api.MapFallback(NotThere).AllowAnonymous().ExcludeFromDescription();
app.MapFallback("{*path}", Nowhere).AllowAnonymous().ExcludeFromDescription();

app.MakeEndpoints();
Shipped.Read();
StoredTypes.Compile();
await house;

// Read ahead, beside the start of the host. Where it cannot be read, whoever asks for it is told why.
_ = Task.Run(() => app.Services.GetRequiredService<InForce>().ReadAsync(CancellationToken.None));
await app.RunAsync();
return 0;

// Takes the request bare: the generator of the other handlers would pass over the pattern.
static Task Nowhere(HttpContext http) => Results.NotFound().ExecuteAsync(http);

static IResult NotThere(HttpContext http) =>
    Problems.Of(new Refusal("address.unknown", "There is nothing at this address."), http);

/// <summary>The program; named so that tests can start it.</summary>
public sealed partial class Program;
