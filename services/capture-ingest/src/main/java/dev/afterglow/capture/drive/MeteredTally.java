package dev.afterglow.capture.drive;

import dev.afterglow.platform.telemetry.MeterName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts into a meter registry. */
final class MeteredTally implements DriveTally {
  private final Counter motion;
  private final Counter motionLost;
  private final Counter voice;
  private final Counter voiceLost;
  private final Counter opened;
  private final Counter lost;

  MeteredTally(MeterRegistry meters) {
    motion = counter(meters, CaptureMeters.SAMPLES, CaptureMeters.KIND, "motion");
    voice = counter(meters, CaptureMeters.SAMPLES, CaptureMeters.KIND, "voice");
    motionLost = counter(meters, CaptureMeters.SAMPLES_LOST, CaptureMeters.KIND, "motion");
    voiceLost = counter(meters, CaptureMeters.SAMPLES_LOST, CaptureMeters.KIND, "voice");
    opened = counter(meters, CaptureMeters.OPENED);
    lost = counter(meters, CaptureMeters.LOST);
  }

  @Override
  public void motion(long samples, long missing) {
    motion.increment(samples);
    motionLost.increment(missing);
  }

  @Override
  public void voice(long packets, long missing) {
    voice.increment(packets);
    voiceLost.increment(missing);
  }

  @Override
  public void opened() {
    opened.increment();
  }

  @Override
  public void lost() {
    lost.increment();
  }

  private static Counter counter(MeterRegistry meters, MeterName name, String... tags) {
    return Counter.builder(name.name()).description(name.description()).tags(tags).register(meters);
  }
}
