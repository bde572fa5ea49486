using Guichet.Server.Shell;

// What the shell needs of the host:
// - AddRazorComponents, AddSingleton<Texts>, AddCascadingValue(_ => new Notices(…)); UseStaticWebAssets, so that the
//   built program finds its files outside Development as well, and ReloadStaticAssetsAtRuntime=false there: a built (not
//   published) program otherwise sends its files uncompressed.
// - in this order: UseExceptionHandler("/error"), UseStatusCodePagesWithReExecute("/not-found"), UseRequestLocalization
//   (Language.Options), the content security policy on pages, authentication, authorization, UseAntiforgery.
// - MapStaticAssets (anonymous), MapLanguage, MapRazorComponents<App>.
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= builder.Environment.IsDevelopment() ? "true" : "false";
builder.Services.AddRazorComponents();
builder.Services.AddSingleton<Texts>();
builder.Services.AddCascadingValue(_ => new Notices(Demonstration: true));

var app = builder.Build();
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseRequestLocalization(Language.Options);
app.Use((http, next) =>
{
    http.Response.Headers.ContentSecurityPolicy = ContentSecurity.Policy;
    return next(http);
});
app.UseAntiforgery();
app.MapStaticAssets();
app.MapLanguage();
app.MapRazorComponents<App>();
app.Run();
