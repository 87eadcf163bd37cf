package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.asset.storage.AssetPieces;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.part.IncomingPart;
import dev.afterglow.registry.part.IncomingPart.Ending;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartPlan;
import dev.afterglow.registry.part.score.ScoreRules;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Where the bytes of parts come in and go out. */
@ApplicationScoped
public class PartDock {
  /** A sender that is silent for this long has gone. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final PartDesk desk;
  private final AssetStore assets;
  private final Landing landing;
  private final ScoreRules rules;
  private final Workers workers;
  private final int maxUploads;
  private final Semaphore uploads;

  @Inject
  PartDock(
      PartDesk desk,
      AssetStore assets,
      Landing landing,
      ScoreRules rules,
      Workers workers,
      RegistryConfig config) {
    this.desk = desk;
    this.assets = assets;
    this.landing = landing;
    this.rules = rules;
    this.workers = workers;
    this.maxUploads = config.maxUploads();
    this.uploads = new Semaphore(maxUploads);
  }

  /**
   * Receives and judges a part. Whatever goes wrong, and when the caller goes away, nothing
   * unfinished stays on disk. A part that was judged and kept stays under its digest even if its
   * registration is then refused; nothing serves it, and {@code AssetSweep} removes it in time.
   */
  public Uni<Ending.Kept> receive(PartPlan plan, Multi<ByteBuffer> bytes) {
    if (plan.sizeBytes() > plan.kind().form().mostBytes()) {
      throw Faults.partRejected("TOO_LARGE", "at most " + plan.kind().form().mostBytes());
    }
    return desk.require(plan)
        .chain(
            () -> {
              if (!uploads.tryAcquire()) {
                throw Faults.tooManyUploads(maxUploads);
              }
              return workers
                  .call(() -> IncomingPart.open(plan, landing, assets, rules))
                  .chain(part -> fill(part, bytes).eventually(() -> close(part)))
                  .eventually(() -> uploads.release())
                  .onFailure(IOException.class)
                  .transform(Faults::assetStoreUnavailable);
            });
  }

  private Uni<Void> close(IncomingPart part) {
    return workers.call(
        () -> {
          part.close();
          return null;
        });
  }

  private Uni<Ending.Kept> fill(IncomingPart part, Multi<ByteBuffer> bytes) {
    return bytes
        .ifNoItem()
        .after(SILENCE)
        .failWith(() -> broken(part, "no bytes came for a while"))
        .onItem()
        .transformToUniAndConcatenate(piece -> workers.call(() -> part.take(piece)))
        .onItem()
        .invoke(
            fits -> {
              if (!fits) {
                throw broken(part, "more bytes came than announced");
              }
            })
        .collect()
        .last()
        .chain(() -> workers.call(part::finish))
        .map(PartDock::kept);
  }

  private static RuntimeException broken(IncomingPart part, String message) {
    return Faults.uploadBroken(
        message, Long.toString(part.plan().sizeBytes()), Long.toString(part.received()));
  }

  private static Ending.Kept kept(Ending ending) {
    return switch (ending) {
      case Ending.Kept kept -> kept;
      case Ending.Rejected rejected ->
          throw Faults.partRejected(rejected.rule(), rejected.detail());
      case Ending.Broken broken ->
          throw Faults.uploadBroken(
              "the part is not as announced", broken.expected(), broken.got());
    };
  }

  /** The bytes of an approved part, read as they are asked for. */
  public Multi<ByteBuffer> bytes(Part.Approved part) {
    Asset asset = new Asset(AssetKind.PART, part.upload().sha256Hex());
    return new AssetPieces(assets, asset, workers).read();
  }
}
