package dev.afterglow.render.asset;

import dev.afterglow.render.film.FilmReading;
import dev.afterglow.render.scene.StageAsset;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Any file from outside that a stage takes, told apart by its first bytes. */
public final class StageFile {
  private StageFile() {}

  /**
   * Reads one.
   *
   * @throws AssetUnusable when it is none, or not a sound one
   */
  public static StageAsset read(byte[] file) throws AssetUnusable {
    if (ModelFile.claimed(file)) {
      return new StageAsset.Model(ModelFile.read(file));
    }
    if (FilmReading.claimed(file)) {
      return new StageAsset.Loop(LoopFile.read(file));
    }
    return new StageAsset.Still(PictureFile.read(file));
  }

  /** Four bytes as one number, the first one highest. */
  static int word(byte[] file, int at) {
    return ByteBuffer.wrap(file).getInt(at);
  }

  /** A file's name from now on. */
  static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
