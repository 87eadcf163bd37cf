package dev.afterglow.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The house presenter and the house tape, as they ship inside this artifact. */
public final class HouseAssets {
  private HouseAssets() {}

  /** The house presenter as a VRM 1.0 file (glTF 2.0 binary). */
  public static byte[] presenter() {
    return bytes("/house/presenter.vrm");
  }

  private static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = HouseAssets.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          name + " is missing from the classpath; the module's build makes it");
    }
    return in;
  }
}
