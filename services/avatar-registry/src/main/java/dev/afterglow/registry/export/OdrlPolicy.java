package dev.afterglow.registry.export;

import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.Works;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A licence as an ODRL 2.2 agreement in JSON-LD (https://www.w3.org/TR/odrl-model/). What ODRL's
 * own words cannot say is said in those of a profile; a processor that does not know it has to
 * stop, so that nobody reads less of a limit than there is. Prohibitions win. A licence that allows
 * nothing, or is revoked, is a prohibition alone.
 *
 * <p>Whoever may drive as a member of an organisation is its assignee as that organisation, and
 * {@code ag:driverOf} asks for the membership. A sublicence allows nothing that those above it,
 * named by {@code ag:allowedBy}, do not allow too. Nothing is said of sublicensing, which allows
 * none.
 *
 * <p>It leaves out revenue terms, notice and the consent, and it cannot say what else a decision
 * asks for: that people are verified, and that the platform allows it.
 */
public final class OdrlPolicy {
  /** The profile's namespace; its terms are those of the licence. */
  public static final String PROFILE = "https://afterglow.dev/ns/odrl/1/";

  private static final String EVERY = "*";
  private static final String LEFT = "leftOperand";

  private OdrlPolicy() {}

  /**
   * The agreement.
   *
   * @param likenessSha256Hex what the avatar's parts that show or sound like somebody have to be:
   *     the digest over them that the licence binds, 64 hex digits; empty = it binds that there are
   *     none
   */
  public static String of(Licence licence, String likenessSha256Hex) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("@context", List.of("http://www.w3.org/ns/odrl.jsonld", Map.of("ag", PROFILE)));
    policy.put("@type", "Agreement");
    policy.put("uid", licence(licence));
    policy.put("profile", PROFILE);
    policy.put("conflict", Map.of("@type", "prohibit"));
    policy.put("assigner", person(licence.grant().licensorSubjectId()));
    policy.put("assignee", drivers(licence));
    policy.put("target", target(licence));
    if (licence instanceof Licence.Standing standing && allowsAnything(licence)) {
      policy.put("permission", List.of(permission(standing, likenessSha256Hex)));
      List<Object> blackouts = blackouts(licence.grant().terms());
      if (!blackouts.isEmpty()) {
        policy.put("prohibition", blackouts);
      }
    } else {
      policy.put("prohibition", List.of(Map.of("action", "use")));
    }
    return ExportedJson.text(policy);
  }

  static String licence(Licence licence) {
    return "urn:uuid:" + licence.grant().licenceId();
  }

  private static String person(String subjectId) {
    return "urn:uuid:" + subjectId;
  }

  private static List<String> drivers(Licence licence) {
    LicenceTerms terms = licence.grant().terms();
    return switch (terms.driverScope()) {
      case UNSTATED -> List.of();
      case OWNER_ONLY -> List.of(person(licence.grant().licensorSubjectId()));
      case NAMED -> terms.driverSubjectIds().stream().sorted().map(OdrlPolicy::person).toList();
      case ANY_VERIFIED_OF_ORG ->
          terms.drivingOrgId().isEmpty() ? List.of() : List.of(person(terms.drivingOrgId()));
    };
  }

  /** The avatar's file; of a work, its part. */
  private static String target(Licence licence) {
    String partId = licence.grant().terms().works().partId();
    return partId.isEmpty()
        ? "urn:sha256:" + licence.grant().avatarSha256Hex()
        : "urn:uuid:" + partId;
  }

  /**
   * An empty list allows nothing; in ODRL a constraint that is not there would allow everything.
   */
  private static boolean allowsAnything(Licence licence) {
    LicenceTerms terms = licence.grant().terms();
    boolean driven = terms.driverScope() != DriverScope.UNSTATED && !drivers(licence).isEmpty();
    return driven
        && !terms.categoriesDenied().contains(EVERY)
        && Stream.<Collection<?>>of(
                terms.voices(),
                terms.motions(),
                terms.uses(),
                terms.platforms(),
                terms.territories(),
                terms.categoriesAllowed())
            .noneMatch(Collection::isEmpty);
  }

  private static Map<String, Object> permission(
      Licence.Standing licence, String likenessSha256Hex) {
    LicenceTerms terms = licence.grant().terms();
    List<Object> constraints = new ArrayList<>();
    constraints.add(constraint("dateTime", "gteq", instant(terms.startTime())));
    constraints.add(constraint("dateTime", "lt", instant(terms.endTime())));
    if (licence instanceof Licence.Ending ending) {
      constraints.add(constraint("dateTime", "lt", instant(ending.noticeEndTime())));
    }
    works(licence.grant(), constraints);
    if (terms.driverScope() == DriverScope.ANY_VERIFIED_OF_ORG) {
      constraints.add(constraint("ag:driverOf", "eq", person(terms.drivingOrgId())));
    }
    constraints.add(any("spatial", terms.territories()));
    constraints.add(any("ag:voice", terms.voices()));
    constraints.add(any("ag:motion", terms.motions()));
    constraints.add(any("ag:use", terms.uses()));
    constraints.add(
        any(
            "ag:platformAccount",
            terms.platforms().stream().map(it -> it.platform() + "/" + it.accountId()).toList()));
    if (!terms.categoriesAllowed().contains(EVERY)) {
      constraints.add(any("ag:category", terms.categoriesAllowed()));
    }
    if (!terms.categoriesDenied().isEmpty()) {
      constraints.add(constraint("ag:category", "isNoneOf", sorted(terms.categoriesDenied())));
    }
    if (terms.works().wholeLikeness()) {
      constraints.add(constraint("ag:likeness", "eq", likeness(likenessSha256Hex)));
    }
    constraints.add(constraint("ag:roomsAtOnce", "lteq", terms.maxConcurrentRooms()));
    if (terms.countsHours()) {
      constraints.add(constraint("ag:hoursOnAirIn24", "lt", terms.maxHoursPerDay()));
    }
    Map<String, Object> permission = new LinkedHashMap<>();
    permission.put("action", "present");
    permission.put("constraint", constraints);
    String credit = terms.agreement().credit();
    if (!credit.isEmpty()) {
      Map<String, Object> duty = new LinkedHashMap<>();
      duty.put("action", "attribute");
      duty.put("constraint", List.of(constraint("ag:credit", "eq", credit)));
      permission.put("duty", List.of(duty));
    }
    return permission;
  }

  /** What it is over, whose voices, and that everything above it has to allow the same. */
  private static void works(Licence.Grant grant, List<Object> constraints) {
    Works works = grant.terms().works();
    constraints.add(constraint("ag:work", "eq", works.kind().name()));
    if (!works.wholeLikeness()) {
      constraints.add(constraint("ag:avatar", "eq", "urn:uuid:" + grant.terms().avatarId()));
    }
    List<String> voices = works.voicePartIds().stream().sorted().map(OdrlPolicy::person).toList();
    constraints.add(
        constraint(
            "ag:voiceModel",
            "isAnyOf",
            Stream.concat(Stream.of("ag:ownVoice"), voices.stream()).toList()));
    List<String> above = grant.descent().ancestors().stream().map(OdrlPolicy::person).toList();
    if (!above.isEmpty()) {
      constraints.add(constraint("ag:allowedBy", "isAllOf", above));
    }
  }

  private static String likeness(String sha256Hex) {
    return sha256Hex.isEmpty() ? "ag:noParts" : "urn:sha256:" + sha256Hex;
  }

  private static List<Object> blackouts(LicenceTerms terms) {
    List<Object> prohibitions = new ArrayList<>();
    terms
        .blackouts()
        .forEach(
            window -> {
              Map<String, Object> prohibition = new LinkedHashMap<>();
              prohibition.put("action", "present");
              prohibition.put(
                  "constraint",
                  List.of(
                      constraint("dateTime", "gteq", instant(window.startTime())),
                      constraint("dateTime", "lt", instant(window.endTime()))));
              prohibitions.add(prohibition);
            });
    return prohibitions;
  }

  private static Map<String, Object> any(String left, Collection<?> values) {
    return constraint(left, "isAnyOf", sorted(values));
  }

  private static List<String> sorted(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }

  private static Map<String, Object> instant(Instant instant) {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("@value", instant.toString());
    typed.put("@type", "xsd:dateTime");
    return typed;
  }

  private static Map<String, Object> constraint(String left, String operator, Object right) {
    Map<String, Object> constraint = new LinkedHashMap<>();
    constraint.put(LEFT, left);
    constraint.put("operator", operator);
    constraint.put("rightOperand", right);
    return constraint;
  }
}
