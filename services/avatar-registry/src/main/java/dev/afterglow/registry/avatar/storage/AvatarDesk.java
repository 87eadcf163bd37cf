package dev.afterglow.registry.avatar.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.asset.storage.AssetGuard;
import dev.afterglow.registry.asset.storage.AssetPieces;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.avatar.IncomingFile;
import dev.afterglow.registry.avatar.IncomingFile.Ending;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.avatar.UploadPlan;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Takes avatar files in, and tells of those that are there. */
@ApplicationScoped
public class AvatarDesk {
  private static final Log LOG = Log.of(AvatarDesk.class);

  /** A sender that is silent for this long has gone. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final AvatarStore avatars;
  private final PersonStore persons;
  private final AssetStore assets;
  private final Landing landing;
  private final AssetGuard guard;
  private final SealingKey key;
  private final Workers workers;
  private final Ledger ledger;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;
  private final boolean allowSimulated;
  private final int maxUploads;
  private final Semaphore uploads;

  @Inject
  AvatarDesk(
      AvatarStore avatars,
      PersonStore persons,
      AssetStore assets,
      Landing landing,
      AssetGuard guard,
      SealingKey key,
      Workers workers,
      Ledger ledger,
      RegistryMeters meters,
      RegistryConfig config,
      Clock clock,
      Ids ids) {
    this.avatars = avatars;
    this.persons = persons;
    this.assets = assets;
    this.landing = landing;
    this.guard = guard;
    this.key = key;
    this.workers = workers;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
    this.allowSimulated = config.allowSimulated();
    this.maxUploads = config.maxUploads();
    this.uploads = new Semaphore(maxUploads);
  }

  /**
   * Receives and judges a file. Whatever goes wrong, and when the caller goes away, nothing
   * unfinished stays on disk. A file that was judged and kept stays under its digest even if its
   * registration is then refused; nothing serves it, and {@code AssetSweep} removes it in time.
   *
   * @param bytes the file's pieces, in order, asked for one at a time
   * @return the file kept under its digest's name; no row tells of it yet
   */
  public Uni<Ending.Kept> receive(UploadPlan plan, Multi<ByteBuffer> bytes) {
    return owner(plan.ownerSubjectId())
        .chain(
            () -> {
              if (!uploads.tryAcquire()) {
                throw Faults.tooManyUploads(maxUploads);
              }
              return workers
                  .call(() -> IncomingFile.open(plan, landing, assets))
                  .chain(file -> fill(file, bytes).eventually(() -> close(file)))
                  .eventually(() -> uploads.release())
                  .onFailure(IOException.class)
                  .transform(Faults::assetStoreUnavailable);
            });
  }

  private Uni<Void> close(IncomingFile file) {
    return workers.call(
        () -> {
          file.close();
          return null;
        });
  }

  private Uni<Ending.Kept> fill(IncomingFile file, Multi<ByteBuffer> bytes) {
    return bytes
        .ifNoItem()
        .after(SILENCE)
        .failWith(() -> broken(file, "no bytes came for a while"))
        .onItem()
        .transformToUniAndConcatenate(piece -> workers.call(() -> file.take(piece)))
        .onItem()
        .invoke(
            fits -> {
              if (!fits) {
                throw broken(file, "more bytes came than announced");
              }
            })
        .collect()
        .last()
        .chain(() -> workers.call(file::finish))
        .map(this::kept);
  }

  private static RuntimeException broken(IncomingFile file, String message) {
    return Faults.uploadBroken(
        message, Long.toString(file.plan().sizeBytes()), Long.toString(file.received()));
  }

  private Ending.Kept kept(Ending ending) {
    return switch (ending) {
      case Ending.Kept kept -> kept;
      case Ending.Rejected rejected -> {
        meters.uploaded(rejected.rule().name());
        throw Faults.avatarRejected(rejected.rule().name(), rejected.detail());
      }
      case Ending.Broken broken -> {
        meters.uploaded("BROKEN");
        throw Faults.uploadBroken("the file is not as announced", broken.expected(), broken.got());
      }
    };
  }

  /**
   * Registers a file that was kept, in the caller's transaction. The owner's row is held to the
   * end, so that an erasure finds the avatar or the avatar finds the erasure.
   */
  public Uni<Avatar> register(UploadPlan plan, Ending.Kept kept) {
    Avatar avatar =
        new Avatar(
            ids.next(),
            plan.ownerSubjectId(),
            plan.displayName(),
            key.seal(kept.facts().sha256Hex()),
            plan.sha256Hex(),
            kept.form(),
            kept.facts().format(),
            plan.allowsCommerce(kept.facts()),
            List.copyOf(kept.facts().shapes()),
            kept.facts().sizeBytes(),
            kept.facts().vertexCount(),
            StoredTime.now(clock));
    return guard
        .hold(new Asset(AssetKind.AVATAR, avatar.seal().sha256Hex()))
        .chain(() -> persons.locked(plan.ownerSubjectId()))
        .invoke(row -> requireVerified(row.person()))
        .chain(
            () -> avatars.persistAndFlush(AvatarEntity.of(avatar, plan.separateLicenceReference())))
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.AVATAR_REGISTERED,
                        "avatar:" + avatar.avatarId(),
                        Set.of(avatar.ownerSubjectId()),
                        Map.of(
                            "sha256",
                            avatar.seal().sha256Hex(),
                            "source_sha256",
                            avatar.sourceSha256Hex(),
                            "signature",
                            avatar.seal().signatureHex(),
                            "key_id",
                            avatar.seal().keyId(),
                            "separate_licence_reference",
                            plan.separateLicenceReference(),
                            "separate_licence_sha256",
                            plan.separateLicenceSha256Hex()))))
        .invoke(
            () -> {
              meters.uploaded("ACCEPTED");
              LOG.info(
                  "avatar registered",
                  LogKey.AVATAR_ID.is(avatar.avatarId()),
                  LogKey.KIND.is(avatar.format()),
                  LogKey.SIZE_BYTES.is(avatar.sizeBytes()),
                  LogKey.COUNT.is(kept.facts().warnings().size()));
            })
        .replaceWith(avatar);
  }

  private Uni<Void> owner(String subjectId) {
    return Panache.withSession(() -> persons.person(subjectId))
        .invoke(this::requireVerified)
        .replaceWithVoid();
  }

  private void requireVerified(Person person) {
    Instant now = StoredTime.now(clock);
    if (!Standings.verified(person, now, allowSimulated)) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  /** One avatar. */
  public Uni<Avatar> avatar(String avatarId) {
    return Panache.withSession(() -> avatars.avatar(avatarId));
  }

  /** Avatars with ids below one, newest first. */
  public Uni<List<Avatar>> before(String avatarId, int size) {
    return Panache.withSession(() -> avatars.before(avatarId, size));
  }

  /** The file's bytes in pieces, read as they are asked for. */
  public Multi<ByteBuffer> bytes(Avatar avatar) {
    Asset asset = new Asset(AssetKind.AVATAR, avatar.seal().sha256Hex());
    return new AssetPieces(assets, asset, workers).read();
  }
}
