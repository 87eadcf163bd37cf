package dev.afterglow.standalone.bench.capture;

import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.OpenDriveRequest;

/** A device's answer to a ping. */
final class DrivePong {
  private DrivePong() {}

  static byte[] of(long pingId, long deviceUs) {
    return OpenDriveRequest.newBuilder()
        .setPong(ClockPong.newBuilder().setPingId(pingId).setDeviceTimeUs(deviceUs))
        .build()
        .toByteArray();
  }
}
