package dev.afterglow.registry.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider that verifies nobody: the outcome is written in the name. {@code Li Hua} passes,
 * {@code Li Hua #FACE_DIFFERS} fails with that {@link Refusal}, {@code #SLOW} is open for two
 * seconds and then passes, {@code #OPEN} stays open, {@code #SILENT} never starts, {@code #LOST}
 * starts and is never answered, {@code #KEEPS} passes and cannot be deleted. It keeps no state: the
 * transaction carries the outcome, so every replica and every restart gives the same answer.
 */
public final class SimulatedVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "simulator";

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final String PASS = "PASS";
  private static final String KEEPS = "KEEPS";

  private final InstantSource clock;
  private final Supplier<String> ids;

  /** A simulator on a clock; {@code ids} makes transactions distinct. */
  public SimulatedVerifier(InstantSource clock, Supplier<String> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Begun begin(Document document) {
    String wanted = wanted(document.name());
    if (wanted.equals("SILENT")) {
      return new Begun.Unanswered();
    }
    return new Begun.Started("sim:" + wanted + ":" + clock.millis() + ":" + digest(ids.get()), "");
  }

  @Override
  public Outcome resume(String transaction) {
    String[] parts = transaction.split(":", -1);
    if (parts.length != 4 || !parts[0].equals("sim")) {
      return new Outcome.Failed(Refusal.EXPIRED);
    }
    return switch (parts[1]) {
      case PASS, KEEPS -> new Outcome.Passed(AssuranceLevel.SIMULATED);
      case "SLOW" -> slow(parts[2]);
      case "OPEN" -> new Outcome.Open();
      case "LOST" -> new Outcome.Unanswered();
      default -> new Outcome.Failed(refusal(parts[1]).orElse(Refusal.POLICY));
    };
  }

  @Override
  public void delete(String transaction) {
    if (transaction.startsWith("sim:" + KEEPS + ":")) {
      throw new IllegalStateException("the simulated provider does not forget");
    }
  }

  private Outcome slow(String beganMs) {
    Instant began = Instant.ofEpochMilli(Long.parseLong(beganMs));
    return clock.instant().isBefore(began.plus(SLOW))
        ? new Outcome.Open()
        : new Outcome.Passed(AssuranceLevel.SIMULATED);
  }

  private static String wanted(String name) {
    int mark = name.lastIndexOf('#');
    String word = mark < 0 ? PASS : name.substring(mark + 1).strip().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "SLOW", "OPEN", "SILENT", "LOST", KEEPS -> word;
      default -> refusal(word).map(Refusal::name).orElse(PASS);
    };
  }

  private static Optional<Refusal> refusal(String word) {
    for (Refusal refusal : Refusal.values()) {
      if (refusal.name().equals(word)) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  private static String digest(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
