package dev.afterglow.capture.drive;

import dev.afterglow.platform.error.AfterglowException;
import java.util.ArrayList;
import java.util.List;

/** A way back to a device that notes what is said. */
final class NotedLink implements DeviceLink {
  final List<String> said = new ArrayList<>();
  final List<Long> pings = new ArrayList<>();
  AfterglowException refusal;

  @Override
  public void opened(long lastMotionSequence, long lastVoiceSequence) {
    said.add("opened " + lastMotionSequence + " " + lastVoiceSequence);
  }

  @Override
  public void acknowledge(long motionSequence, long voiceSequence) {
    said.add("ack " + motionSequence + " " + voiceSequence);
  }

  @Override
  public void ping(long pingId) {
    pings.add(pingId);
  }

  @Override
  public void refuse(AfterglowException newRefusal) {
    refusal = newRefusal;
  }
}
