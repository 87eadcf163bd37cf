package dev.afterglow.studio.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterglow.platform.error.AfterglowException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call was refused with. */
public final class Refused {
  private Refused() {}

  /** The refusal; fails the test where the call succeeds or throws anything else. */
  public static AfterglowException refusalOf(ThrowingCallable call) {
    return (AfterglowException)
        assertThatExceptionOfType(AfterglowException.class).isThrownBy(call).actual();
  }
}
