package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Throws damaged datagrams at a decoder: at least 100,000, or for {@code -Dfuzz.minutes} minutes.
 * {@code -Dseed} replays a run; a failure names the seed, the number and the bytes.
 *
 * <p>After the damage the golden datagrams must decode as a fresh decoder decodes them: so nothing
 * of a damaged one stayed behind. A {@link Flood} of good ones follows.
 */
public final class Fuzz {
  private static final int MUTANTS = 120_000;
  private static final long SEED = Long.getLong("seed", new Random().nextLong());

  private static @Nullable Use instead;

  private final Supplier<? extends MotionDecoder> decoders;
  private final List<byte[]> golden;
  private final Mutants mutants;
  private final MotionDecoder decoder;
  private long sent;

  private Fuzz(Supplier<? extends MotionDecoder> decoders, List<byte[]> golden) {
    this.decoders = decoders;
    this.golden = golden;
    this.mutants = new Mutants(new Random(SEED), golden);
    this.decoder = decoders.get();
  }

  /**
   * Runs.
   *
   * @param golden good datagrams in an order in which the sender could send them, which leaves no
   *     unfinished frame behind
   */
  public static void run(Supplier<? extends MotionDecoder> decoders, List<byte[]> golden) {
    if (instead != null) {
      instead.take(decoders, golden);
    } else {
      new Fuzz(decoders, golden).run();
      new Flood(decoders, golden).run();
    }
  }

  /** Has something else done with decoders and golden datagrams from now on; null for nothing. */
  public static void instead(@Nullable Use use) {
    instead = use;
  }

  /** What can be done with a decoder and its golden datagrams. */
  public interface Use {
    void take(Supplier<? extends MotionDecoder> decoders, List<byte[]> golden);
  }

  private void run() {
    Duration extra = Duration.ofSeconds((long) (60 * Double.parseDouble(minutes())));
    long untilNanos = System.nanoTime() + extra.toNanos();
    List<SourceFrame> expected = good(decoders.get());
    assertThat(expected).as("frames of the golden datagrams").isNotEmpty();
    do {
      for (int i = 0; i < MUTANTS; i++) {
        throwAt(mutants.next());
      }
      assertThat(good(decoder)).as("golden after damage, seed %d", SEED).isEqualTo(expected);
    } while (System.nanoTime() < untilNanos);
    assertThat(decoder.tally().datagrams()).as("seed %d", SEED).isEqualTo(sent);
    assertThat(decoder.tally().rejected()).as("seed %d", SEED).isPositive();
    System.out.println(
        "fuzz "
            + decoder.protocol().key()
            + ": "
            + sent
            + " datagrams, "
            + decoder.tally().accepted()
            + " accepted, "
            + decoder.tally().rejected()
            + " rejected, seed "
            + SEED);
  }

  private static String minutes() {
    return System.getProperty("fuzz.minutes", "0");
  }

  /**
   * Twice round: the first ends what a damaged datagram may have begun, the second must be clean.
   */
  private List<SourceFrame> good(MotionDecoder it) {
    List<SourceFrame> frames = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      frames.clear();
      for (byte[] datagram : golden) {
        Outcome outcome = it.decode(ByteBuffer.wrap(datagram), 1_000, frames::add);
        assertThat(outcome).as("golden, seed %d", SEED).isNotInstanceOf(Outcome.Rejected.class);
        if (it == decoder) {
          sent++;
        }
      }
    }
    return frames;
  }

  private void throwAt(byte[] datagram) {
    List<SourceFrame> frames = new ArrayList<>();
    try {
      Outcome outcome = decoder.decode(ByteBuffer.wrap(datagram), sent, frames::add);
      int promised = outcome instanceof Outcome.Accepted accepted ? accepted.frames() : 0;
      if (promised != frames.size()) {
        throw new AssertionError(outcome + " but " + frames.size() + " frames");
      }
      frames.forEach(frame -> checkSane(frame.motion()));
    } catch (RuntimeException | AssertionError e) {
      String hex = java.util.HexFormat.of().formatHex(datagram);
      throw new AssertionError("seed " + SEED + ", datagram " + sent + ": " + hex, e);
    }
    sent++;
  }

  private static void checkSane(MotionFrame frame) {
    for (ArkitShape shape : ArkitShape.values()) {
      float weight = frame.shapes().getOr(shape, 0);
      if (!(weight >= 0 && weight <= 1)) {
        throw new AssertionError(shape + " is " + weight);
      }
    }
    frame.bones().values().forEach(Fuzz::checkUnit);
    frame.head().ifPresent(Fuzz::checkHead);
  }

  private static void checkHead(HeadPose head) {
    checkUnit(head.rotation());
  }

  private static void checkUnit(Rotation r) {
    double length = Math.sqrt(r.x() * r.x() + r.y() * r.y() + r.z() * r.z() + r.w() * r.w());
    if (!(Math.abs(length - 1) < 1e-3)) {
      throw new AssertionError(r + " has length " + length);
    }
  }
}
