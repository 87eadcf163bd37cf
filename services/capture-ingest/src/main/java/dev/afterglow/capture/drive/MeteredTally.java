package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;
import dev.afterglow.platform.telemetry.MeterName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts into a meter registry. */
final class MeteredTally implements DriveTally {
  private final Counter motion;
  private final Counter motionLost;
  private final Counter voice;
  private final Counter voiceLost;
  private final Counter opened;
  private final Counter lost;
  private final Map<Verdict.Name, Counter> windows = new EnumMap<>(Verdict.Name.class);
  private final Counter answered;
  private final Counter missed;
  private final Counter unseen;

  MeteredTally(MeterRegistry meters) {
    motion = counter(meters, CaptureMeters.SAMPLES, CaptureMeters.KIND, "motion");
    voice = counter(meters, CaptureMeters.SAMPLES, CaptureMeters.KIND, "voice");
    motionLost = counter(meters, CaptureMeters.SAMPLES_LOST, CaptureMeters.KIND, "motion");
    voiceLost = counter(meters, CaptureMeters.SAMPLES_LOST, CaptureMeters.KIND, "voice");
    opened = counter(meters, CaptureMeters.OPENED);
    lost = counter(meters, CaptureMeters.LOST);
    for (Verdict.Name verdict : Verdict.Name.values()) {
      String name = verdict.name().toLowerCase(Locale.ROOT);
      windows.put(verdict, counter(meters, CaptureMeters.WINDOWS, CaptureMeters.KIND, name));
    }
    answered = counter(meters, CaptureMeters.CHALLENGES, CaptureMeters.KIND, "answered");
    missed = counter(meters, CaptureMeters.CHALLENGES, CaptureMeters.KIND, "missed");
    unseen = counter(meters, CaptureMeters.CHALLENGES, CaptureMeters.KIND, "unseen");
  }

  @Override
  public void motion(long samples, long missing) {
    count(motion, samples);
    count(motionLost, missing);
  }

  @Override
  public void voice(long packets, long missing) {
    count(voice, packets);
    count(voiceLost, missing);
  }

  @Override
  public void opened() {
    opened.increment();
  }

  @Override
  public void lost() {
    lost.increment();
  }

  @Override
  public void window(Verdict.Name verdict) {
    Objects.requireNonNull(windows.get(verdict)).increment();
  }

  @Override
  public void challenge(ChallengeOutcome outcome) {
    switch (outcome) {
      case ChallengeOutcome.Answered _ -> answered.increment();
      case ChallengeOutcome.Unanswered _, ChallengeOutcome.TooEarly _ -> missed.increment();
      case ChallengeOutcome.Unseen _ -> unseen.increment();
    }
  }

  /** Most calls have nothing to add to most counters. */
  private static void count(Counter counter, long amount) {
    if (amount > 0) {
      counter.increment(amount);
    }
  }

  private static Counter counter(MeterRegistry meters, MeterName name, String... tags) {
    return Counter.builder(name.name()).description(name.description()).tags(tags).register(meters);
  }
}
