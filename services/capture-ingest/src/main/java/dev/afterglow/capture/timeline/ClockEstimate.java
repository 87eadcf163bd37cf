package dev.afterglow.capture.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pings of the last minute say together: a straight line through the readings whose round
 * trip was shortest, since a short round trip leaves little room for the two ways to differ.
 *
 * <p>Offset and speed are told apart once the good readings span ten seconds; before that, the
 * speed counts as the service's own and the best reading decides alone. For one thread.
 */
final class ClockEstimate {
  private static final long WINDOW_US = 60_000_000;
  private static final long SPAN_FOR_SKEW_US = 10_000_000;
  private static final int MOST_READINGS = 128;
  private static final int FEWEST_FOR_SKEW = 5;
  // A crystal is off by 100 ppm at worst; the rest is room for a virtual machine's clock.
  private static final double MOST_SKEW = 500e-6;

  private final ArrayDeque<ClockReading> readings = new ArrayDeque<>();
  private double offsetUs;
  private double skew;
  private long atDeviceUs;

  /** Takes a reading in. */
  void add(ClockReading reading) {
    readings.addLast(reading);
    while (readings.size() > MOST_READINGS
        || readings.getLast().deviceUs() - readings.getFirst().deviceUs() > WINDOW_US) {
      readings.removeFirst();
    }
    fit();
  }

  /** How many readings there are. */
  int count() {
    return readings.size();
  }

  /** The service's time at an instant of the device's clock. */
  double serviceUsAt(long deviceUs) {
    return deviceUs + offsetUs + ((double) deviceUs - atDeviceUs) * skew;
  }

  /** How much faster the service's clock runs than the device's: 1e-6 is one part per million. */
  double skew() {
    return skew;
  }

  private void fit() {
    List<ClockReading> good = good();
    long first = good.getFirst().deviceUs();
    long last = good.getLast().deviceUs();
    if (good.size() >= FEWEST_FOR_SKEW && last - first >= SPAN_FOR_SKEW_US) {
      line(good);
      return;
    }
    ClockReading best = good.getFirst();
    for (ClockReading reading : good) {
      best = reading.roundTripUs() < best.roundTripUs() ? reading : best;
    }
    atDeviceUs = best.deviceUs();
    offsetUs = best.offsetUs();
    skew = 0;
  }

  /** The readings whose round trip is within half of the shortest, and a millisecond, of it. */
  private List<ClockReading> good() {
    long shortest = Long.MAX_VALUE;
    for (ClockReading reading : readings) {
      shortest = Math.min(shortest, reading.roundTripUs());
    }
    long bound = shortest + shortest / 2 + 1_000;
    List<ClockReading> good = new ArrayList<>();
    for (ClockReading reading : readings) {
      if (reading.roundTripUs() <= bound) {
        good.add(reading);
      }
    }
    return good;
  }

  /** Least squares of the offset over the device's time, each reading by its round trip. */
  private void line(List<ClockReading> good) {
    long origin = good.getFirst().deviceUs();
    long base = good.getFirst().offsetUs();
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (ClockReading reading : good) {
      double weight = weight(reading);
      sum += weight;
      sumX += weight * (reading.deviceUs() - origin);
      sumY += weight * (reading.offsetUs() - base);
    }
    double meanX = sumX / sum;
    double meanY = sumY / sum;
    double xx = 0;
    double xy = 0;
    for (ClockReading reading : good) {
      double x = reading.deviceUs() - origin - meanX;
      xx += weight(reading) * x * x;
      xy += weight(reading) * x * (reading.offsetUs() - base - meanY);
    }
    skew = Math.clamp(xy / xx, -MOST_SKEW, MOST_SKEW);
    atDeviceUs = origin + Math.round(meanX);
    offsetUs = base + meanY;
  }

  private static double weight(ClockReading reading) {
    double us = reading.roundTripUs() + 200.0;
    return 1e6 / (us * us);
  }
}
