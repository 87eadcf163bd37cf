package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Disk;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Postgres' programs, unpacked once from the Maven artifact. */
final class PostgresBinaries {
  /** Part of the folder's name, so that another version never runs on old programs. */
  private static final String VERSION = "17.6.0";

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres}; unpacks it (about 2 s) when it is not there. */
  static Path unpackedUnder(Path runtimeFolder) {
    Path target = runtimeFolder.resolve("postgres-" + VERSION);
    if (Files.isExecutable(target.resolve("bin/postgres"))) {
      return target;
    }
    Path draft = runtimeFolder.resolve("postgres-" + VERSION + "." + ProcessHandle.current().pid());
    try (InputStream packed = packed()) {
      Files.createDirectories(draft);
      unpack(packed, draft);
      move(draft, target);
      return target;
    } catch (IOException e) {
      throw Disk.failure(runtimeFolder, e);
    }
  }

  private static InputStream packed() throws IOException {
    String system =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
            ? "Darwin"
            : "Linux";
    String machine =
        System.getProperty("os.arch", "").matches("aarch64|arm64") ? "arm_64" : "x86_64";
    @Nullable InputStream stream =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    if (stream == null) {
      throw new RunFailure(
          ExitCode.LIBRARY_MISSING,
          "There is no packaged Postgres for %s on %s.".formatted(system, machine));
    }
    return stream;
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("archive entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + path + " executable");
          }
        }
      }
    }
  }

  /** Two runs may unpack at once; the second finds the first's folder and drops its own. */
  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isExecutable(target.resolve("bin/postgres"))) {
        throw e;
      }
      try (Stream<Path> files = Files.walk(draft)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }
}
