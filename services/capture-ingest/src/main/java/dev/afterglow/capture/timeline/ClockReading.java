package dev.afterglow.capture.timeline;

/**
 * What a ping told of a device's clock.
 *
 * @param deviceUs the device's clock when it answered
 * @param serviceUs the service's clock half way between ping and answer
 * @param roundTripUs how long ping and answer took together; the reading is off by half of it at
 *     the most
 */
record ClockReading(long deviceUs, long serviceUs, long roundTripUs) {
  /** How far the service's clock is ahead of the device's. */
  long offsetUs() {
    return serviceUs - deviceUs;
  }
}
