package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.platform.error.AfterglowException;

/**
 * The way back to a device. Every method returns at once and calls nobody back before it returns.
 */
public interface DeviceLink {
  /** The stream is open, and the session has these sequences already. */
  void opened(long lastMotionSequence, long lastVoiceSequence);

  /** Everything up to these sequences has arrived. */
  void acknowledge(long motionSequence, long voiceSequence);

  /** Asks for the device's clock. */
  void ping(long pingId);

  /** Asks the driver to do something now; nobody else may see it. */
  void challenge(String id, Challenge challenge);

  /** Shows a driver who teaches their digits what to do. */
  void digit(DigitPrompt prompt);

  /** Ends the stream with a refusal. */
  void refuse(AfterglowException refusal);
}
