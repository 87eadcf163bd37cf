package dev.afterglow.capture.timeline;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Maps the microseconds of a device's clock onto the service's.
 *
 * <p>The map is a chain of straight pieces without a jump, so motion and voice that were captured
 * together stay together and order is kept. It is corrected only from the newest sample on, by at
 * most one millisecond a second beside the speed that the pings show. Until something has been
 * mapped it may jump: it starts from the header's guess, which is late by the way here, and the
 * first answered ping puts it right. For one thread.
 */
public final class Timeline {
  private static final double MOST_CORRECTION = 1e-3;
  private static final double CORRECTION_SPAN_US = 2_000_000;
  private static final long KEPT_US = 4_000_000;
  // No network path differs so much from one ping to the next; a device that answers so is wrong.
  private static final double WILD_US = 2_000_000;

  private ClockEstimate estimate = new ClockEstimate();
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private boolean started;
  private long newestDeviceUs = Long.MIN_VALUE;

  private record Piece(long fromDeviceUs, double fromServiceUs, double speed) {
    double at(long deviceUs) {
      return fromServiceUs + (deviceUs - fromDeviceUs) * speed;
    }
  }

  /**
   * A first guess: as if the device's clock had been read just now.
   *
   * @param deviceUs the device's clock in the header
   * @param serviceUs the service's clock as the header came
   */
  public Timeline(long deviceUs, long serviceUs) {
    pieces.add(new Piece(deviceUs, serviceUs, 1));
  }

  /**
   * Takes the answer to a ping in. One that is two seconds off those before it is ignored, or,
   * while nothing has been mapped, replaces them.
   *
   * @param deviceUs the device's clock in the answer
   * @param sentUs the service's clock as the ping went
   * @param receivedUs the service's clock as the answer came, not before {@code sentUs}
   */
  public void answered(long deviceUs, long sentUs, long receivedUs) {
    long roundTripUs = receivedUs - sentUs;
    long halfWayUs = sentUs + roundTripUs / 2;
    if (settled() && Math.abs(estimate.serviceUsAt(deviceUs) - halfWayUs) > WILD_US + roundTripUs) {
      if (started) {
        return;
      }
      estimate = new ClockEstimate();
    }
    estimate.add(new ClockReading(deviceUs, halfWayUs, roundTripUs));
    if (started) {
      correct(Math.max(newestDeviceUs, deviceUs));
    } else {
      pieces.clear();
      pieces.add(new Piece(deviceUs, estimate.serviceUsAt(deviceUs), 1 + estimate.skew()));
    }
  }

  /** Whether a ping has been answered, so that the map rests on more than a guess. */
  public boolean settled() {
    return estimate.count() > 0;
  }

  /** The service's time of a device's time, microseconds; from now on, the map does not jump. */
  public long map(long deviceUs) {
    started = true;
    newestDeviceUs = Math.max(newestDeviceUs, deviceUs);
    return serviceUs(deviceUs);
  }

  /** What {@link #map} would say, without starting the map. */
  public long serviceUs(long deviceUs) {
    return Math.round(at(deviceUs));
  }

  /** How much faster the device's clock runs than the service's, parts per million. */
  public double deviceSkewPpm() {
    return -estimate.skew() * 1e6;
  }

  private void correct(long fromDeviceUs) {
    double here = at(fromDeviceUs);
    double error = estimate.serviceUsAt(fromDeviceUs) - here;
    double correction = Math.clamp(error / CORRECTION_SPAN_US, -MOST_CORRECTION, MOST_CORRECTION);
    double speed = 1 + estimate.skew();
    Piece earliest = pieces.getFirst();
    while (!pieces.isEmpty() && pieces.getLast().fromDeviceUs() >= fromDeviceUs) {
      pieces.removeLast();
    }
    if (pieces.isEmpty()) {
      // What was mapped before the correction stays on the line that it was mapped by.
      long beforeUs = fromDeviceUs - KEPT_US;
      pieces.addLast(new Piece(beforeUs, earliest.at(beforeUs), earliest.speed()));
    }
    Piece bent = new Piece(fromDeviceUs, here, speed + correction);
    long untilUs = fromDeviceUs + (long) CORRECTION_SPAN_US;
    pieces.addLast(bent);
    pieces.addLast(new Piece(untilUs, bent.at(untilUs), speed));
    forget(fromDeviceUs - KEPT_US);
  }

  private double at(long deviceUs) {
    Piece holding = pieces.getFirst();
    for (Piece piece : pieces) {
      if (piece.fromDeviceUs() <= deviceUs) {
        holding = piece;
      }
    }
    return holding.at(deviceUs);
  }

  /** Drops pieces that nothing late can fall into any more. */
  private void forget(long beforeDeviceUs) {
    Iterator<Piece> later = pieces.iterator();
    later.next();
    int outdated = 0;
    while (later.hasNext() && later.next().fromDeviceUs() < beforeDeviceUs) {
      outdated++;
    }
    for (int i = 0; i < outdated; i++) {
      pieces.removeFirst();
    }
  }
}
