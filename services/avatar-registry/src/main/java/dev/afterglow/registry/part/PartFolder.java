package dev.afterglow.registry.part;

import dev.afterglow.registry.avatar.AssetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where parts lie, beside the avatars: {@code parts/ab/abcd…}, named by their digest, and {@code
 * incoming-parts/} for what is not judged yet.
 */
public final class PartFolder {
  private final AssetFolder files;

  /** Parts below a folder, which is made when absent; leftovers of an earlier run go. */
  public PartFolder(Path folder, InstantSource clock) {
    this.files =
        new AssetFolder(folder.resolve("parts"), folder.resolve("incoming-parts"), "", clock);
  }

  Path newcomer() throws IOException {
    return files.newcomer();
  }

  void keep(Path newcomer, String sha256Hex) throws IOException {
    files.keep(newcomer, sha256Hex);
  }

  /** Where the part of that digest lies. */
  public Path place(String sha256Hex) {
    return files.place(sha256Hex);
  }
}
