package dev.afterglow.registry.licence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.RevenueText;
import dev.afterglow.registry.use.PlatformAccount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical text of what was granted: JSON as RFC 8785 has it, keys in order, no blanks, sets
 * sorted, times in UTC, digests in hex. The same grant gives the same bytes.
 */
public final class LicenceText {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private LicenceText() {}

  /**
   * The text.
   *
   * @param likenessSha256Hex the digest over the avatar's parts that the licence binds; empty =
   *     that there are none
   */
  public static String of(Licence.Grant grant, String likenessSha256Hex) {
    Map<String, Object> text = terms(grant.terms());
    text.put("avatar_sha256", grant.avatarSha256Hex());
    text.put("likeness_sha256", likenessSha256Hex);
    text.put("consent", consent(grant.consent()));
    text.put("create_time", grant.createTime().toString());
    text.put("grantor", grant.descent().grantorSubjectId());
    text.put("licence", grant.licenceId());
    text.put("licensor", grant.licensorSubjectId());
    text.put("parents", grant.descent().ancestors());
    text.put("type", "afterglow-licence-1");
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a licence cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> terms(LicenceTerms terms) {
    Map<String, Object> text = new TreeMap<>();
    text.put("avatar", terms.avatarId());
    text.put("blackouts", terms.blackouts().stream().map(LicenceText::window).sorted().toList());
    text.put("categories_allowed", sorted(terms.categoriesAllowed()));
    text.put("categories_denied", sorted(terms.categoriesDenied()));
    text.put("drivers", sorted(terms.driverSubjectIds()));
    text.put("driver_scope", terms.driverScope().name());
    text.put("end_time", terms.endTime().toString());
    text.put("max_concurrent_rooms", terms.maxConcurrentRooms());
    text.put("max_hours_per_day", terms.maxHoursPerDay());
    text.put("motions", sorted(terms.motions()));
    text.put("part", terms.works().partId());
    text.put("platforms", terms.platforms().stream().map(LicenceText::account).sorted().toList());
    RevenueTerms revenue = terms.revenue();
    text.put("revenue_sha256", revenue == null ? "" : RevenueText.digest(revenue));
    text.put("start_time", terms.startTime().toString());
    text.put("territories", sorted(terms.territories()));
    text.put("uses", sorted(terms.uses()));
    text.put("voices", sorted(terms.voices()));
    text.put("voice_parts", sorted(terms.works().voicePartIds()));
    text.put("work", terms.works().kind().name());
    agreement(terms.agreement(), text);
    return text;
  }

  private static void agreement(Agreement agreement, Map<String, Object> text) {
    text.put("credit", agreement.credit());
    text.put("immediate_grounds", sorted(agreement.termination().immediateGrounds()));
    text.put("licensee", agreement.licenseeOrgId());
    text.put("notice_s", agreement.termination().noticeSeconds());
    text.put(
        "roles",
        agreement.roles().stream().map(it -> it.role() + " " + it.holderId()).sorted().toList());
    text.put("sublicensable", agreement.sublicensable());
    text.put("terms_sha256", agreement.termsSha256Hex());
  }

  private static Map<String, Object> consent(Consent consent) {
    Map<String, Object> text = new TreeMap<>();
    text.put("locale", consent.locale());
    text.put("method", consent.method().name());
    text.put("revenue_sha256", consent.revenueSha256Hex());
    text.put("sign_time", consent.signTime().toString());
    text.put("text_sha256", consent.textSha256Hex());
    text.put("transaction", consent.transaction());
    return text;
  }

  private static String window(TimeWindow window) {
    return window.startTime() + "/" + window.endTime();
  }

  private static String account(PlatformAccount account) {
    return account.platform() + "/" + account.accountId();
  }

  private static List<String> sorted(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }
}
