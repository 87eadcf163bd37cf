package dev.afterglow.registry.making.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.storage.PersonEntity;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.making.CaptureSession;
import dev.afterglow.registry.making.TrainingRun;
import dev.afterglow.registry.part.storage.PartStore;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;

/** Records how parts were made, in the caller's transaction. */
@ApplicationScoped
public class MakingDesk {
  private final MakingStore making;
  private final AvatarStore avatars;
  private final PersonStore persons;
  private final PartStore parts;
  private final Ledger ledger;
  private final Ids ids;

  @Inject
  MakingDesk(
      MakingStore making,
      AvatarStore avatars,
      PersonStore persons,
      PartStore parts,
      Ledger ledger,
      Ids ids) {
    this.making = making;
    this.avatars = avatars;
    this.persons = persons;
    this.parts = parts;
    this.ledger = ledger;
    this.ids = ids;
  }

  /**
   * Records a capture session of a person who is known and not erased. Their row is held to the
   * end, so that an erasure finds what the log's entry says of them.
   */
  public Uni<CaptureSession> record(CaptureSession asked) {
    CaptureSession session = asked.as(ids.next());
    return avatars
        .avatar(session.avatarId())
        .chain(() -> persons.locked(session.performerSubjectId()))
        .invoke(MakingDesk::requireNotErased)
        .chain(() -> making.keep(session))
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.CAPTURE_RECORDED,
                        "capture:" + session.sessionId(),
                        Set.of(session.performerSubjectId()),
                        Map.of("session", session))))
        .replaceWith(session);
  }

  /** Records a training run on sessions of the avatar, with the part that came of it. */
  public Uni<TrainingRun> record(TrainingRun asked) {
    TrainingRun run = asked.as(ids.next());
    return avatars
        .avatar(run.avatarId())
        .chain(() -> making.requireSessions(run.avatarId(), run.sessionIds()))
        .chain(() -> requirePart(run))
        .chain(() -> making.keep(run))
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.TRAINING_RECORDED,
                        "training:" + run.runId(),
                        Set.of(),
                        Map.of("run", run))))
        .replaceWith(run);
  }

  private static void requireNotErased(PersonEntity row) {
    if (row.person() instanceof Person.Erased) {
      throw Faults.illegalTransition("ERASED");
    }
  }

  private Uni<Void> requirePart(TrainingRun run) {
    if (run.partId().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return parts
        .part(run.partId())
        .invoke(
            part -> {
              if (!part.upload().avatarId().equals(run.avatarId())
                  || part.upload().kind() != run.kind()) {
                throw Faults.invalidField("run.part_id", "a part of another avatar or kind");
              }
            })
        .replaceWithVoid();
  }
}
