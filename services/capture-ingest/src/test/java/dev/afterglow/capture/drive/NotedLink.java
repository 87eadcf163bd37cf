package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.platform.error.AfterglowException;
import java.util.ArrayList;
import java.util.List;

/** A way back to a device that notes what is said. */
final class NotedLink implements DeviceLink {
  final List<String> said = new ArrayList<>();
  final List<Long> pings = new ArrayList<>();
  final List<Challenge> challenges = new ArrayList<>();
  final List<String> challengeIds = new ArrayList<>();
  final List<DigitPrompt> prompts = new ArrayList<>();
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
  public void challenge(String id, Challenge challenge) {
    challengeIds.add(id);
    challenges.add(challenge);
  }

  @Override
  public void digit(DigitPrompt prompt) {
    prompts.add(prompt);
  }

  @Override
  public void refuse(AfterglowException newRefusal) {
    refusal = newRefusal;
  }
}
