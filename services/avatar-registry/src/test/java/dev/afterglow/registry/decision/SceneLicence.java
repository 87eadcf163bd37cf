package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.licence.Agreement;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Descent;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.Termination;
import dev.afterglow.registry.licence.TimeWindow;
import dev.afterglow.registry.licence.Works;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import dev.afterglow.registry.use.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A licence beside the one that a use names, which allows it as it stands. */
final class SceneLicence {
  String id = "design";
  String granter = "tailor";
  String holder = "tailor";
  boolean holderKnown = true;
  boolean holderVerified = true;
  boolean holderSimulated = false;
  boolean revoked = false;
  String avatar = "avatar";
  WorkKind work = WorkKind.DESIGN;
  String part = "part";
  DriverScope scope = DriverScope.NAMED;
  Set<String> named = Set.of("owner", "guest");
  boolean member = false;
  Set<VoiceMode> voices = Set.of(VoiceMode.values());
  Set<String> voiceParts = Set.of();
  Set<MotionMode> motions = Set.of(MotionMode.values());
  Set<UseKind> uses = Set.of(UseKind.values());
  List<PlatformAccount> platforms = List.of(new PlatformAccount("shop", "*"));
  Set<String> territories = Set.of("CN", "US");
  Set<String> categoriesAllowed = Set.of("*");
  Set<String> categoriesDenied = Set.of();
  Instant start = Scene.NOW.minusSeconds(10);
  Instant end = Scene.NOW.plusSeconds(10);
  int maxRooms = 3;
  int maxHours = 0;
  List<TimeWindow> blackouts = List.of();
  Duration onAir = Duration.ZERO;
  int otherRooms = 0;
  ConsentMethod consent = ConsentMethod.INTENTION;
  List<String> ancestors = List.of();

  KnownLicence known() {
    return new KnownLicence(
        licence(),
        holder,
        holderKnown
            ? Optional.of(new KnownPerson(holder, holderVerified, holderSimulated))
            : Optional.empty(),
        member,
        onAir,
        otherRooms);
  }

  private Licence licence() {
    LicenceTerms terms =
        new LicenceTerms(
            avatar,
            scope,
            named,
            voices,
            motions,
            uses,
            platforms,
            territories,
            categoriesAllowed,
            categoriesDenied,
            start,
            end,
            maxRooms,
            maxHours,
            blackouts,
            null,
            new Works(work, part, voiceParts),
            new Agreement("org", "", false, Termination.AT_ONCE, "", List.of()));
    Licence.Active active =
        Licence.granted(
            new Licence.Grant(
                id,
                granter,
                terms,
                new Consent(consent, "txn", Scene.SHA, "zh-CN", Scene.NOW),
                Scene.SHA,
                Scene.NOW,
                new Descent(ancestors, ancestors.isEmpty() ? "" : "agent")));
    return revoked ? active.revoke(Scene.NOW) : active;
  }
}
