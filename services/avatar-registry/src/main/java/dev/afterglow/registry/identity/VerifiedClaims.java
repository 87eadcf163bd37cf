package dev.afterglow.registry.identity;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A verification in the words of OpenID Identity Assurance: how sure it is and by what, and three
 * claims that name nobody. The document's number is not among them, and of the name one letter is.
 */
public final class VerifiedClaims {
  private static final String FRAMEWORK = "cn_real_name";

  private VerifiedClaims() {}

  /** The object, its members in the standard's order. */
  public static Map<String, Object> of(
      String subjectId, Verification verification, Document document) {
    return Map.of(
        "verified_claims",
        ordered(
            "verification",
            verification(verification),
            "claims",
            claims(subjectId, verification, document)));
  }

  private static Map<String, Object> verification(Verification verification) {
    boolean simulated = verification.assurance() == AssuranceLevel.SIMULATED;
    Map<String, Object> check =
        ordered(
            "check_method",
            method(verification.assurance()),
            "organization",
            verification.attempt().provider());
    check.put("txn", verification.attempt().transaction());
    check.put("time", verification.verifyTime().toString());
    Map<String, Object> json =
        ordered(
            "trust_framework",
            simulated ? "simulated" : FRAMEWORK,
            "assurance_level",
            verification.assurance().name().toLowerCase(Locale.ROOT));
    json.put("time", verification.verifyTime().toString());
    json.put("verification_process", verification.attempt().transaction());
    json.put(
        "evidence", List.of(ordered("type", "electronic_record", "check_details", List.of(check))));
    return json;
  }

  /** The methods of the standard's list that come nearest [M]. */
  private static String method(AssuranceLevel assurance) {
    return switch (assurance) {
      case TWO_FACTOR -> "data";
      case FACE_AUTHORITY -> "bvr";
      case NFC -> "vcrypt";
      case MANUAL -> "pvp";
      case SIMULATED -> "none";
    };
  }

  private static Map<String, Object> claims(
      String subjectId, Verification verification, Document document) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("subject_id", subjectId);
    LocalDate then = LocalDate.ofInstant(verification.verifyTime(), ZoneOffset.UTC);
    document.adult(then).ifPresent(it -> claims.put("age_over_18", it));
    claims.put("name_masked", document.maskedName());
    return claims;
  }

  private static Map<String, Object> ordered(
      String first, Object one, String second, Object other) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, other);
    return map;
  }
}
