package dev.afterglow.registry.part;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.CanonicalDoubt;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.registry.asset.Arrival;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Digests;
import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.avatar.KeptModel;
import dev.afterglow.registry.part.score.Measure;
import dev.afterglow.registry.part.score.PartScore;
import dev.afterglow.registry.part.score.ScoreRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A part on its way in. At the end size, digest and the rules of its form decide, and only then
 * does it get a name. Calls block and come one at a time.
 */
public final class IncomingPart implements AutoCloseable {
  private final PartPlan plan;
  private final Landing landing;
  private final AssetStore assets;
  private final ScoreRules rules;
  private final Arrival arrival;

  private IncomingPart(
      PartPlan plan, Landing landing, AssetStore assets, ScoreRules rules, Arrival arrival) {
    this.rules = rules;
    this.plan = plan;
    this.landing = landing;
    this.assets = assets;
    this.arrival = arrival;
  }

  /** Makes room for a part. */
  public static IncomingPart open(
      PartPlan plan, Landing landing, AssetStore assets, ScoreRules rules) throws IOException {
    return new IncomingPart(
        plan, landing, assets, rules, Arrival.open(landing, plan.sizeBytes(), plan.sha256Hex()));
  }

  /** How it ended. */
  public sealed interface Ending {
    /** Size or digest is not as announced. */
    record Broken(String expected, String got) implements Ending {}

    /** It broke a rule. */
    record Rejected(String rule, String detail) implements Ending {}

    /**
     * It has its name.
     *
     * @param sha256Hex SHA-256 of the bytes as kept
     * @param sizeBytes how many are kept
     * @param form in which form they are kept
     * @param score what the rules of its kind found
     */
    record Kept(String sha256Hex, long sizeBytes, FileForm form, PartScore score)
        implements Ending {}
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
    Path file = arrival.file();
    return switch (plan.kind().form()) {
      case MODEL ->
          switch (GlbValidator.validate(file)) {
            case Verdict.Rejected rejected ->
                new Ending.Rejected(rejected.rule().name(), rejected.detail());
            case Verdict.Accepted accepted -> model(file, accepted.facts());
          };
      case TENSORS -> {
        Optional<String> fault = Tensors.fault(file);
        yield fault.isPresent() ? new Ending.Rejected(fault.get(), "") : tensors(file);
      }
      case TEXT -> text(file);
    };
  }

  private Ending model(Path file, AvatarFacts facts) throws IOException {
    try (KeptModel model = KeptModel.of(file, facts, landing)) {
      return keep(model.file(), model.form(), PartMeasures.model(model.file(), model.facts()));
    }
  }

  private Ending tensors(Path file) throws IOException {
    Path made = landing.newcomer();
    try {
      Optional<CanonicalDoubt> doubt = TensorsForm.write(file, made);
      return doubt.isEmpty()
          ? keep(made, FileForm.CANONICAL, Tensors.measures(made))
          : keep(file, FileForm.of(doubt.get()), Tensors.measures(file));
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private Ending text(Path file) throws IOException {
    Optional<byte[]> text = TextForm.of(Files.readAllBytes(file));
    if (text.isEmpty()) {
      return new Ending.Rejected("TEXT_FORM", "");
    }
    arrival.become(text.get());
    return keep(file, FileForm.CANONICAL, PartMeasures.text(text.get()));
  }

  private Ending keep(Path file, FileForm form, Map<Measure, Double> measured) throws IOException {
    Digests digests = Digests.of(file);
    assets.keep(new Asset(AssetKind.PART, digests.sha256Hex()), file);
    return new Ending.Kept(
        digests.sha256Hex(), digests.sizeBytes(), form, rules.score(plan.kind(), measured));
  }

  /** How many bytes came so far. */
  public long received() {
    return arrival.received();
  }

  /** What was announced. */
  public PartPlan plan() {
    return plan;
  }

  /** Closes and deletes what is not kept. Safe to repeat. */
  @Override
  public void close() throws IOException {
    arrival.close();
  }
}
