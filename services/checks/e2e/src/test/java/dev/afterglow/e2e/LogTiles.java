package dev.afterglow.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads a log's files by their published form, without the registry's code. */
final class LogTiles {
  private static final int COMMITMENT_BYTES = 32;

  private LogTiles() {}

  /** What each entry commits to, in order: the last field of its record. */
  static List<String> commitments(Path log) throws IOException {
    List<String> commitments = new ArrayList<>();
    for (Path bundle : bundles(log.resolve("tile/entries"))) {
      ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(bundle));
      while (entries.hasRemaining()) {
        byte[] leaf = new byte[Short.toUnsignedInt(entries.getShort())];
        entries.get(leaf);
        commitments.add(
            HexFormat.of()
                .formatHex(Arrays.copyOfRange(leaf, leaf.length - COMMITMENT_BYTES, leaf.length)));
      }
    }
    return commitments;
  }

  /** Full bundles, then the widest partial one that no full one has replaced. */
  private static List<Path> bundles(Path folder) throws IOException {
    List<Path> bundles;
    try (Stream<Path> files = Files.list(folder)) {
      bundles =
          new ArrayList<>(
              files
                  .filter(file -> file.getFileName().toString().matches("\\d{3}"))
                  .sorted()
                  .toList());
    }
    Path partial = folder.resolve("%03d.p".formatted(bundles.size()));
    if (Files.isDirectory(partial)) {
      try (Stream<Path> files = Files.list(partial)) {
        files
            .filter(file -> file.getFileName().toString().matches("\\d+"))
            .max(Comparator.comparingInt(file -> Integer.parseInt(file.getFileName().toString())))
            .ifPresent(bundles::add);
      }
    }
    return bundles;
  }

  /** What an entry of a record commits to, in hex. */
  static String commitment(byte[] salt, byte[] record) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salt, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(record));
  }
}
