package dev.afterglow.studio.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The face tracker's model, if it is there and is the one that is pinned: a browser runs what it is
 * given, so another file under the same name is not handed out.
 */
public final class FaceModel {
  /** The model's file name. */
  public static final String NAME = "face_landmarker.task";

  /** SHA-256 of MediaPipe's Face Landmarker, float16, version 1. */
  public static final String SHA_256 =
      "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff";

  private static final long MOST_BYTES = 16_000_000;

  /** What a look into the folder found. */
  public sealed interface Found {
    /** The pinned model. */
    record Model(byte[] bytes) implements Found {}

    /** No file of that name. */
    record Nothing() implements Found {}

    /** A file of that name that is not the pinned model, or cannot be read. */
    record Other() implements Found {}
  }

  private FaceModel() {}

  /** Looks into a folder. */
  public static Found in(Path folder) {
    return in(folder, SHA_256);
  }

  static Found in(Path folder, String digest) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return new Found.Nothing();
    }
    return read(file)
        .filter(it -> sha256(it).equals(digest))
        .<Found>map(Found.Model::new)
        .orElseGet(Found.Other::new);
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.size(file) > MOST_BYTES
          ? Optional.empty()
          : Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
