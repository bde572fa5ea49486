using System.Collections;
using System.Reflection;
using Guichet.Server.Accounts;
using Guichet.Server.Attachments;
using Guichet.Server.Contents;
using Guichet.Server.Hosting.Telemetry;
using Guichet.Server.Mail;
using Guichet.Server.Payments.Gateways;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Guichet.Server.Webhooks;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Hosting;

/// <summary>The sections of the configuration that are ours, and what is wrong with what was given for them. A setting
/// that is misspelled is as wrong as one with a wrong value: neither does what was meant.</summary>
internal static class Settings
{
    /// <summary>What each is called, and the properties that are its settings. docs/reference/configuration.md is held
    /// against them.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
    [
        ("Storage", typeof(StorageOptions)),
        ("FrontDoor", typeof(FrontDoorOptions)),
        ("Accounts", typeof(AccountOptions)),
        ("Mail", typeof(MailOptions)),
        ("Catalog", typeof(UpkeepOptions)),
        ("Webhooks", typeof(WebhookOptions)),
        ("Payments", typeof(PaymentOptions)),
        ("Payments:Stripe", typeof(StripeOptions)),
        ("Payments:BankTransfer", typeof(BankAccountOptions)),
        ("Attachments", typeof(AttachmentOptions)),
        ("Contents", typeof(ContentOptions)),
        ("Contents:S3", typeof(BucketOptions)),
        ("Scanner", typeof(ScannerOptions)),
        ("Telemetry", typeof(TelemetryOptions)),
    ];

    public static IEnumerable<PropertyInfo> Of(Type options) =>
        options.GetProperties().Where(property => property.CanWrite);

    /// <summary>A sentence for each mistake; none where the server can start.</summary>
    public static IReadOnlyList<string> Mistakes(IConfiguration configuration) =>
    [
        .. from section in Sections
           from given in configuration.GetSection(section.Section).GetChildren()
           let mistake = MistakeIn(given, section.Section, section.Options)
           where mistake is not null
           select mistake,
        .. configuration["Demo"] is { Length: > 0 } demo && !bool.TryParse(demo, out _)
            ? [$"Demo is '{demo}'; it takes true or false."]
            : Array.Empty<string>(),
    ];

    /// <summary>Says every mistake on a line of its own; true where there is one.</summary>
    public static bool SayMistakes(this WebApplication app)
    {
        var mistakes = Mistakes(app.Configuration);
        if (mistakes.Count == 0)
        {
            mistakes = Refused(() => app.Services.GetRequiredService<IStartupValidator>().Validate());
        }

        foreach (var mistake in mistakes.Distinct())
        {
            Console.Error.WriteLine(mistake);
        }

        return mistakes.Count > 0;
    }

    /// <summary>What the options themselves say against their values.</summary>
    public static IReadOnlyList<string> Refused(Action validate)
    {
        try
        {
            validate();
            return [];
        }
        catch (OptionsValidationException one)
        {
            return [.. one.Failures];
        }
        catch (AggregateException several)
        {
            return [.. several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures)];
        }
    }

    private static string? MistakeIn(IConfigurationSection given, string section, Type options)
    {
        var setting = Of(options).FirstOrDefault(
            property => property.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase));
        if (setting is null)
        {
            var known = string.Join(", ", Of(options).Select(property => property.Name));
            return $"{section}:{given.Key} is no setting. Section {section} knows {known}.";
        }

        if (IsList(setting.PropertyType) && given.Value is { Length: > 0 } one)
        {
            return $"{section}:{setting.Name} is a list: write {section}:{setting.Name}:0={one}.";
        }

        try
        {
            _ = given.Get(setting.PropertyType);
            return null;
        }
        catch (InvalidOperationException)
        {
            return $"{section}:{setting.Name} is '{given.Value}'; it takes {Kind(setting.PropertyType)}.";
        }
    }

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(TimeSpan) => "a time, as 00:01:40",
        _ => "a text",
    };
}
