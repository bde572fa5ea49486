using Guichet.Server.Hosting;

namespace Guichet.Server.Partners;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PartnersModule
{
    public static void AddPartners(this IServiceCollection services)
    {
        services.AddSingleton<EnrollPartner>();
        services.AddSingleton<EndEnrollment>();
        services.AddSingleton<ActivateBenefit>();
        services.AddSingleton<BenefitViews>();
        services.AddSingleton<PartnerReading>();
        services.AddSweep<RemindPartners>(TimeSpan.FromHours(1));
    }

    public static void MapPartners(this IEndpointRouteBuilder _, RouteGroupBuilder api)
    {
        api.MapEnrollments();
        api.MapBenefits();
    }
}
