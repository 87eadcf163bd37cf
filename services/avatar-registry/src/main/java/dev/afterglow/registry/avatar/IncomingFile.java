package dev.afterglow.registry.avatar;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.AvatarRule;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.registry.asset.Arrival;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.asset.Landing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An avatar file on its way in. At the end size, digest and the validator decide, and only then
 * does the file get a name. Calls block and come one at a time.
 */
public final class IncomingFile implements AutoCloseable {
  private final UploadPlan plan;
  private final Landing landing;
  private final AssetStore assets;
  private final Arrival arrival;

  private IncomingFile(UploadPlan plan, Landing landing, AssetStore assets, Arrival arrival) {
    this.plan = plan;
    this.landing = landing;
    this.assets = assets;
    this.arrival = arrival;
  }

  /** Makes room for a file. */
  public static IncomingFile open(UploadPlan plan, Landing landing, AssetStore assets)
      throws IOException {
    return new IncomingFile(
        plan, landing, assets, Arrival.open(landing, plan.sizeBytes(), plan.sha256Hex()));
  }

  /** Takes the next bytes; false where they are more than announced. */
  public boolean take(ByteBuffer bytes) throws IOException {
    return arrival.take(bytes);
  }

  /** Judges what came. */
  public Ending finish() throws IOException {
    Optional<Arrival.Mismatch> mismatch = arrival.end();
    if (mismatch.isPresent()) {
      return new Ending.Broken(mismatch.get().expected(), mismatch.get().got());
    }
    return switch (GlbValidator.validate(arrival.file())) {
      case Verdict.Rejected rejected -> new Ending.Rejected(rejected.rule(), rejected.detail());
      case Verdict.Accepted accepted -> keep(accepted.facts());
    };
  }

  private Ending keep(AvatarFacts facts) throws IOException {
    try (KeptModel model = KeptModel.of(arrival.file(), facts, landing)) {
      assets.keep(new Asset(AssetKind.AVATAR, model.facts().sha256Hex()), model.file());
      return new Ending.Kept(model.facts(), model.form());
    }
  }

  /** How many bytes came so far. */
  public long received() {
    return arrival.received();
  }

  /** What the upload announced. */
  public UploadPlan plan() {
    return plan;
  }

  /** Closes and deletes what is not kept. Safe to repeat. */
  @Override
  public void close() throws IOException {
    arrival.close();
  }

  /** How an upload ended. */
  public sealed interface Ending {
    /**
     * Size or digest is not as announced.
     *
     * @param expected what was announced
     * @param got what came
     */
    record Broken(String expected, String got) implements Ending {}

    /**
     * The file broke a rule.
     *
     * @param rule which
     * @param detail where
     */
    record Rejected(AvatarRule rule, String detail) implements Ending {}

    /**
     * The file has its name.
     *
     * @param facts what is known of it as it is kept
     * @param form in which form it is kept
     */
    record Kept(AvatarFacts facts, FileForm form) implements Ending {}
  }
}
