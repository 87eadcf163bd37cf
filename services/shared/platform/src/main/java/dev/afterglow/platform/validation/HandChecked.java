package dev.afterglow.platform.validation;

import com.google.protobuf.Message;

/**
 * Names the messages whose rules their handler checks itself, in plain code.
 *
 * <p>For the few messages that come many times a second: the rules of a motion sample with 51
 * weights take about 2 ms to run, a hand-written check 2 us. A service that has such messages
 * provides one bean of this type; the handler then refuses whatever the contract's rules refuse,
 * and a test holds the two together.
 */
@FunctionalInterface
public interface HandChecked {

  /** Whether the handler of this message checks it itself. */
  boolean covers(Message message);
}
