package dev.afterglow.registry.part.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.storage.AssetGuard;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.IncomingPart.Ending;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.part.PartPlan;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registers parts, reviews them, and puts them in an avatar's place. */
@ApplicationScoped
public class PartDesk {
  private static final Log LOG = Log.of(PartDesk.class);

  private final PartStore parts;
  private final CompositionStore compositions;
  private final AvatarStore avatars;
  private final PersonStore persons;
  private final AssetGuard guard;
  private final SealingKey key;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;
  private final Ids ids;

  @Inject
  PartDesk(
      PartStore parts,
      CompositionStore compositions,
      AvatarStore avatars,
      PersonStore persons,
      AssetGuard guard,
      SealingKey key,
      Ledger ledger,
      RegistryConfig config,
      Clock clock,
      Ids ids) {
    this.parts = parts;
    this.compositions = compositions;
    this.avatars = avatars;
    this.persons = persons;
    this.guard = guard;
    this.key = key;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
  }

  /** Refuses an upload that could not be registered: an unknown avatar, an author unverified. */
  Uni<Void> require(PartPlan plan) {
    return Panache.withSession(
        () -> avatars.avatar(plan.avatarId()).chain(() -> requireVerified(plan.authorSubjectId())));
  }

  private Uni<Void> requireVerified(String subjectId) {
    return persons.person(subjectId).invoke(person -> requireVerified(person)).replaceWithVoid();
  }

  /** The person's row is held to the end, so that an erasure waits for what is being written. */
  private Uni<Void> lockedVerified(String subjectId) {
    return persons.locked(subjectId).invoke(row -> requireVerified(row.person())).replaceWithVoid();
  }

  private void requireVerified(Person person) {
    Instant now = StoredTime.now(clock);
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  /** Registers a part that was kept, in the caller's transaction. */
  public Uni<Part> register(PartPlan plan, Ending.Kept kept) {
    return guard
        .hold(new Asset(AssetKind.PART, kept.sha256Hex()))
        .chain(() -> lockedVerified(plan.authorSubjectId()))
        .chain(() -> lockedAvatar(plan.avatarId()))
        .chain(() -> parts.count(plan.avatarId(), plan.kind()))
        .map(before -> submitted(plan, kept, Math.toIntExact(before) + 1))
        .call(part -> parts.persistAndFlush(PartEntity.of(part)))
        .call(part -> note(Kind.PART_SUBMITTED, part))
        .map(part -> part);
  }

  private Part.Submitted submitted(PartPlan plan, Ending.Kept kept, int version) {
    return new Part.Submitted(
        new Part.Upload(
            ids.next(),
            plan.avatarId(),
            plan.kind(),
            version,
            plan.authorSubjectId(),
            plan.source(),
            plan.sha256Hex(),
            kept.sha256Hex(),
            kept.sizeBytes(),
            kept.form(),
            kept.score(),
            StoredTime.now(clock)));
  }

  /** Whoever holds the avatar's row counts its versions and changes its composition. */
  private Uni<Void> lockedAvatar(String avatarId) {
    return avatars.locked(avatarId).replaceWithVoid();
  }

  private Uni<Void> note(Kind kind, Part part) {
    Part.Upload upload = part.upload();
    LOG.info("part changed", LogKey.AVATAR_ID.is(upload.avatarId()), LogKey.KIND.is(kind.word()));
    return ledger.note(
        Changes.of(
            kind,
            "part:" + upload.partId(),
            Set.of(upload.authorSubjectId()),
            Map.of(
                "avatar_id", upload.avatarId(),
                "part_kind", upload.kind().name(),
                "sha256", upload.sha256Hex(),
                "source_sha256", upload.sourceSha256Hex())));
  }

  /** What a reviewer decides. */
  public enum Verdict {
    /** Sign it. */
    APPROVE,
    /** Refuse it. */
    REJECT,
    /** Serve it no more. */
    WITHDRAW
  }

  /** Reviews a part, in the caller's transaction. */
  public Uni<Part> review(String partId, Verdict verdict, String reviewer, String note) {
    Part.Review review = new Part.Review(reviewer, note, StoredTime.now(clock));
    return lockedVerified(reviewer)
        .chain(() -> parts.avatarOf(partId))
        .chain(this::lockedAvatar)
        .chain(() -> parts.locked(partId))
        .chain(
            row ->
                inPlace(row)
                    .map(placed -> reviewed(row.part(), verdict, review, placed))
                    .invoke(row::become)
                    .call(part -> parts.flush().chain(() -> note(kind(part), part))));
  }

  private Uni<Boolean> inPlace(PartEntity row) {
    return compositions.newest(row.avatarId).map(composition -> composition.has(row.partId));
  }

  private Part reviewed(Part part, Verdict verdict, Part.Review review, boolean placed) {
    return switch (part) {
      case Part.Submitted submitted when verdict != Verdict.WITHDRAW -> {
        if (!submitted.mayBeReviewedBy(review.reviewerSubjectId())) {
          throw Faults.invalidField("reviewer_subject_id", "nobody reviews what they made");
        }
        yield verdict == Verdict.APPROVE
            ? submitted.approve(review, key.seal(part.upload().sha256Hex()))
            : submitted.reject(review);
      }
      case Part.Approved approved when verdict == Verdict.WITHDRAW && !placed ->
          approved.withdraw(review);
      case Part.Approved _ when verdict == Verdict.WITHDRAW ->
          throw Faults.illegalTransition("IN_PLACE");
      case Part.Submitted _ -> throw Faults.illegalTransition("SUBMITTED");
      case Part.Approved _ -> throw Faults.illegalTransition("APPROVED");
      case Part.Rejected _ -> throw Faults.illegalTransition("REJECTED");
      case Part.Withdrawn _ -> throw Faults.illegalTransition("WITHDRAWN");
    };
  }

  private static Kind kind(Part part) {
    return switch (part) {
      case Part.Submitted _ -> Kind.PART_SUBMITTED;
      case Part.Approved _ -> Kind.PART_APPROVED;
      case Part.Rejected _ -> Kind.PART_REJECTED;
      case Part.Withdrawn _ -> Kind.PART_WITHDRAWN;
    };
  }

  /**
   * What a replacement did.
   *
   * @param now what the avatar is made of now
   * @param replaced the part that was there before
   * @param placed the part that is there now
   * @param lost licences that no longer match
   * @param regained licences that match again
   */
  public record Replacement(
      Composition now,
      Optional<Part> replaced,
      Part placed,
      List<String> lost,
      List<String> regained) {}

  /** Puts an approved part in its place, in the caller's transaction. */
  public Uni<Replacement> replace(String partId) {
    return parts
        .avatarOf(partId)
        .chain(this::lockedAvatar)
        .chain(() -> parts.locked(partId))
        .map(PartDesk::approved)
        .chain(
            part ->
                compositions
                    .newest(part.upload().avatarId())
                    .chain(before -> replace(part, before)));
  }

  private static Part.Approved approved(PartEntity row) {
    return row.part() instanceof Part.Approved approved ? approved : refuse(row);
  }

  private static Part.Approved refuse(PartEntity row) {
    throw Faults.illegalTransition(row.state);
  }

  private Uni<Replacement> replace(Part.Approved part, Composition before) {
    PartKind kind = part.upload().kind();
    Composition.Placed old = before.parts().get(kind);
    if (old != null && old.partId().equals(part.upload().partId())) {
      return Uni.createFrom()
          .item(new Replacement(before, Optional.empty(), part, List.of(), List.of()));
    }
    Composition now =
        before.with(
            kind,
            new Composition.Placed(part.upload().partId(), part.upload().sha256Hex()),
            StoredTime.now(clock));
    Uni<Optional<Part>> replaced =
        old == null
            ? Uni.createFrom().item(Optional.empty())
            : parts.part(old.partId()).map(Optional::of);
    return compositions
        .keep(now)
        .chain(() -> note(now, part))
        .chain(() -> replaced)
        .chain(
            was ->
                changed(before, now)
                    .map(
                        change ->
                            new Replacement(now, was, part, change.lost(), change.regained())));
  }

  /** Licences that matched before and no longer do, and those that do again. */
  record Change(List<String> lost, List<String> regained) {}

  Uni<Change> changed(Composition before, Composition now) {
    if (before.likenessSha256Hex().equals(now.likenessSha256Hex())) {
      return Uni.createFrom().item(new Change(List.of(), List.of()));
    }
    return compositions
        .boundTo(now.avatarId(), before.likenessSha256Hex())
        .chain(
            lost ->
                compositions
                    .boundTo(now.avatarId(), now.likenessSha256Hex())
                    .map(regained -> new Change(lost, regained)));
  }

  private Uni<Void> note(Composition now, Part.Approved part) {
    return ledger.note(
        Changes.of(
            Kind.AVATAR_COMPOSED,
            "composition:" + now.avatarId(),
            Set.of(),
            Map.of(
                "version", now.version(),
                "part_id", part.upload().partId(),
                "likeness_sha256", now.likenessSha256Hex())));
  }

  /** One part. */
  public Uni<Part> part(String partId) {
    return Panache.withSession(() -> parts.part(partId));
  }

  /** Parts of an avatar with ids below one, newest first. */
  public Uni<List<Part>> before(String partId, String avatarId, int size) {
    return Panache.withSession(() -> parts.before(partId, avatarId, size));
  }

  /** What an avatar is made of; a version, or now for 0. */
  public Uni<Composition> composition(String avatarId, int version) {
    return Panache.withSession(
        () ->
            avatars
                .avatar(avatarId)
                .chain(() -> compositions.find(avatarId, version))
                .map(found -> found.orElseGet(() -> missing(avatarId, version))));
  }

  private static Composition missing(String avatarId, int version) {
    if (version > 0) {
      throw Faults.invalidField("version", "the avatar had no such version");
    }
    return Composition.none(avatarId);
  }
}
