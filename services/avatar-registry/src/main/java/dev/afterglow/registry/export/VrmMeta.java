package dev.afterglow.registry.export;

import dev.afterglow.registry.licence.Licence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A licence as licence metadata of VRM 1.0. That can name no time, territory, platform, voice or
 * driver, so whatever it allowed by itself would be wider than any licence: it says that there is a
 * separate licence, and which, and allows nothing more. Of one revoked or ending, and of one over a
 * part, it does not even say that.
 *
 * <p>Field names and values: https://github.com/vrm-c/vrm-specification, VRMC_vrm-1.0, meta.
 */
public final class VrmMeta {
  private VrmMeta() {}

  /** The {@code meta} object, without name and authors. */
  public static String of(Licence licence) {
    boolean active =
        licence instanceof Licence.Active && licence.grant().terms().works().wholeLikeness();
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("licenseUrl", "https://vrm.dev/licenses/1.0/");
    meta.put("avatarPermission", active ? "onlySeparatelyLicensedPerson" : "onlyAuthor");
    meta.put("allowExcessivelyViolentUsage", false);
    meta.put("allowExcessivelySexualUsage", false);
    meta.put("commercialUsage", "personalNonProfit");
    meta.put("allowPoliticalOrReligiousUsage", false);
    meta.put("allowAntisocialOrHateUsage", false);
    meta.put("creditNotation", "required");
    meta.put("allowRedistribution", false);
    meta.put("modification", "prohibited");
    if (active) {
      meta.put("otherLicenseUrl", OdrlPolicy.licence(licence));
    }
    return ExportedJson.text(meta);
  }
}
