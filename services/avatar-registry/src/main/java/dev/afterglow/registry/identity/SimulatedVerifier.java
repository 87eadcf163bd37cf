package dev.afterglow.registry.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A provider that verifies nobody: the outcome is written in the name. {@code Li Hua} passes,
 * {@code Li Hua #FACE_DIFFERS} fails with that {@link Refusal}, {@code #SLOW} is open for two
 * seconds and then passes, {@code #OPEN} stays open, {@code #SILENT} never starts, {@code #LOST}
 * starts and is never answered, {@code #LATE} is not answered either, but only after the whole
 * patience was waited for, {@code #KEEPS} passes and cannot be deleted, {@code #STAYS} passes and
 * has no call for that. {@code #CALLS_ONCE}, {@code #CALLS_TWICE} and {@code #CALLS_EARLY} pass and
 * call back: once, twice, before the beginning is answered; {@code #CALLS_LATE} calls back when the
 * next attempt begins, so that two attempts' calls come in the wrong order.
 *
 * <p>A word with {@code PRESENCE_} or {@code INTENTION_} before it is for that question alone:
 * {@code Li Hua #PRESENCE_FACE_DIFFERS} is enrolled, and is not who comes later. Of outcomes it
 * keeps no state: the transaction carries them, so every replica and every restart gives the same
 * answer.
 */
public final class SimulatedVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "simulator";

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration STAYS = Duration.ofDays(3);
  private static final String PASS = "PASS";
  private static final Set<String> WORDS =
      Set.of(
          "SLOW",
          "OPEN",
          "SILENT",
          "LOST",
          "LATE",
          "KEEPS",
          "STAYS",
          "CALLS_ONCE",
          "CALLS_TWICE",
          "CALLS_EARLY",
          "CALLS_LATE");

  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Duration patience;
  private final Consumer<Attempt> calls;
  private final AtomicReference<Optional<Attempt>> late = new AtomicReference<>(Optional.empty());

  /** A simulator on a clock that calls nobody back; {@code ids} makes transactions distinct. */
  public SimulatedVerifier(InstantSource clock, Supplier<String> ids) {
    this(clock, ids, Duration.ofSeconds(1), attempt -> {});
  }

  /**
   * A simulator that calls back.
   *
   * @param patience how long {@code #LATE} takes
   * @param calls hears of an attempt what a provider's callback would tell: that there is something
   *     to ask
   */
  public SimulatedVerifier(
      InstantSource clock, Supplier<String> ids, Duration patience, Consumer<Attempt> calls) {
    this.clock = clock;
    this.ids = ids;
    this.patience = patience;
    this.calls = calls;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Purpose> purposes() {
    return EnumSet.allOf(Purpose.class);
  }

  /** The outcome is in the name. */
  @Override
  public boolean asksForDocument(Purpose purpose) {
    return true;
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String wanted = wanted(inquiry);
    if (wanted.equals("SILENT")) {
      return new Begun.Unanswered();
    }
    String transaction = "sim:" + wanted + ":" + clock.millis() + ":" + digest(ids.get());
    callBack(wanted, new Attempt(NAME, transaction));
    return new Begun.Started(transaction, "");
  }

  private void callBack(String wanted, Attempt attempt) {
    Optional<Attempt> overtaken =
        late.getAndSet(wanted.equals("CALLS_LATE") ? Optional.of(attempt) : Optional.empty());
    switch (wanted) {
      case "CALLS_ONCE", "CALLS_EARLY" -> calls.accept(attempt);
      case "CALLS_TWICE" -> {
        calls.accept(attempt);
        calls.accept(attempt);
      }
      default -> {
        // Nobody is called.
      }
    }
    overtaken.ifPresent(calls);
  }

  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return Resumed.of(result(purpose, transaction));
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    String[] parts = transaction.split(":", -1);
    if (parts.length != 4 || !parts[0].equals("sim")) {
      return new Outcome.Failed(Refusal.EXPIRED);
    }
    return switch (parts[1]) {
      case PASS, "KEEPS", "STAYS", "CALLS_ONCE", "CALLS_TWICE", "CALLS_EARLY", "CALLS_LATE" ->
          new Outcome.Passed(AssuranceLevel.SIMULATED);
      case "SLOW" -> slow(parts[2]);
      case "OPEN" -> new Outcome.Open();
      case "LOST" -> new Outcome.Unanswered();
      case "LATE" -> late();
      default -> new Outcome.Failed(refusal(parts[1]).orElse(Refusal.POLICY));
    };
  }

  @Override
  public Erasure erase(String transaction) {
    if (transaction.startsWith("sim:KEEPS:")) {
      throw new IllegalStateException("the simulated provider does not forget");
    }
    return transaction.startsWith("sim:STAYS:")
        ? new Erasure.Kept(Optional.of(clock.instant().plus(STAYS)))
        : new Erasure.Forgotten();
  }

  private Outcome slow(String beganMs) {
    Instant began = Instant.ofEpochMilli(Long.parseLong(beganMs));
    return clock.instant().isBefore(began.plus(SLOW))
        ? new Outcome.Open()
        : new Outcome.Passed(AssuranceLevel.SIMULATED);
  }

  /** What a provider that has gone away does to a caller: nothing, for as long as it waits. */
  private Outcome late() {
    try {
      if (new Semaphore(0).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("nobody gives what is not there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Outcome.Unanswered();
  }

  private static String wanted(Inquiry inquiry) {
    String name = inquiry.shown().map(Document::name).orElse("");
    String before = inquiry.purpose() == Purpose.ENROL ? "" : inquiry.purpose().name() + "_";
    String wanted = PASS;
    String[] parts = name.split("#", -1);
    for (int i = 1; i < parts.length; i++) {
      String word = parts[i].strip().toUpperCase(Locale.ROOT);
      if (word.startsWith(before) && known(word.substring(before.length()))) {
        wanted = word.substring(before.length());
      }
    }
    return wanted;
  }

  private static boolean known(String word) {
    return WORDS.contains(word) || refusal(word).isPresent();
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
