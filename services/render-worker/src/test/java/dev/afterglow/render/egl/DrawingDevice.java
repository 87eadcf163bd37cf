package dev.afterglow.render.egl;

import org.junit.jupiter.api.Assumptions;

/** Whatever draws on this machine. */
public final class DrawingDevice {
  private DrawingDevice() {}

  /** A context on this thread; skips the test where nothing draws. */
  public static HeadlessContext open() {
    Headless answer = HeadlessContext.open();
    Assumptions.assumeTrue(
        answer instanceof Headless.Ready,
        "no EGL device here: install libegl1 and libgl1-mesa-dri");
    return ((Headless.Ready) answer).context();
  }
}
