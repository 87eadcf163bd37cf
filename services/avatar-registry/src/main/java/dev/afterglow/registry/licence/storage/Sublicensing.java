package dev.afterglow.registry.licence.storage;

import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Descent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.Narrower;
import dev.afterglow.registry.licence.storage.Granting.Wish;
import dev.afterglow.registry.organisation.storage.MembershipStore;
import dev.afterglow.registry.part.storage.CompositionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a licence has to be before a sublicence of it is granted; its row is held to the end. */
@ApplicationScoped
public class Sublicensing {
  private final LicenceStore licences;
  private final MembershipStore memberships;
  private final AvatarStore avatars;
  private final CompositionStore compositions;

  @Inject
  Sublicensing(
      LicenceStore licences,
      MembershipStore memberships,
      AvatarStore avatars,
      CompositionStore compositions) {
    this.licences = licences;
    this.memberships = memberships;
    this.avatars = avatars;
    this.compositions = compositions;
  }

  /** Where a licence would come from; the first of its kind where it names no parent. */
  Uni<Descent> descent(Wish wish, Instant now) {
    if (wish.parentLicenceId().isEmpty()) {
      return Uni.createFrom().item(Descent.FIRST);
    }
    return licences
        .locked(wish.parentLicenceId())
        .map(LicenceEntity::licence)
        .call(parent -> requireAllowed(parent, wish, now))
        .call(parent -> requireUnchanged(parent))
        .map(parent -> below(parent, wish));
  }

  private Uni<Void> requireAllowed(Licence parent, Wish wish, Instant now) {
    Licence.Grant grant = parent.grant();
    LicenceTerms terms = grant.terms();
    boolean allows =
        parent.standsAt(now)
            && now.isBefore(terms.endTime())
            && terms.agreement().sublicensable()
            && grant.descent().ancestors().size() < Descent.MOST
            && grant.licensorSubjectId().equals(wish.licensorSubjectId());
    if (!allows) {
      throw Faults.sublicenceRefused(grant.licenceId());
    }
    List<String> wider = Narrower.widerIn(wish.terms(), terms, grant.licensorSubjectId());
    if (!wider.isEmpty()) {
      throw Faults.licenceTooWide(String.join(",", wider));
    }
    return memberships
        .member(terms.agreement().licenseeOrgId(), wish.grantorSubjectId(), now)
        .invoke(
            member -> {
              if (!member) {
                throw Faults.sublicenceRefused(grant.licenceId());
              }
            })
        .replaceWithVoid();
  }

  /** A sublicence binds what the avatar is made of now, so the parent has to bind the same. */
  private Uni<Void> requireUnchanged(Licence parent) {
    Licence.Grant grant = parent.grant();
    String avatarId = grant.terms().avatarId();
    if (!grant.terms().works().wholeLikeness()) {
      return Uni.createFrom().voidItem();
    }
    return compositions
        .boundBy(grant.licenceId())
        .chain(
            bound ->
                compositions
                    .newest(avatarId)
                    .invoke(made -> requireSame("parts", bound.equals(made.likenessSha256Hex()))))
        .chain(() -> avatars.avatar(avatarId))
        .invoke(
            avatar ->
                requireSame("avatar_id", avatar.seal().sha256Hex().equals(grant.avatarSha256Hex())))
        .replaceWithVoid();
  }

  private static void requireSame(String field, boolean same) {
    if (!same) {
      throw Faults.licenceTooWide(field);
    }
  }

  private static Descent below(Licence parent, Wish wish) {
    List<String> ancestors = new ArrayList<>();
    ancestors.add(parent.grant().licenceId());
    ancestors.addAll(parent.grant().descent().ancestors());
    return new Descent(ancestors, wish.grantorSubjectId());
  }
}
