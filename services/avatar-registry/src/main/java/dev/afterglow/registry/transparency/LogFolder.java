package dev.afterglow.registry.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log's files in a folder. A file is there whole or not at all. */
public final class LogFolder implements LogFiles {
  private static final String UNFINISHED = ".writing";

  private final Path folder;

  /** The files in a folder, which need not be there yet. */
  public LogFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Set<String> paths() throws IOException {
    Set<String> paths = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return paths;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.endsWith(UNFINISHED))
          .forEach(paths::add);
    }
    return paths;
  }

  /** The heads that have a timestamp. */
  public Set<Stamp> stamps() throws IOException {
    Path all = folder.resolve(Stamp.FOLDER);
    if (!Files.isDirectory(all)) {
      return Set.of();
    }
    try (Stream<Path> sizes = Files.list(all)) {
      return sizes
          .flatMap(each -> Stamp.of(Stamp.FOLDER + each.getFileName() + "/token.tst").stream())
          .filter(stamp -> Files.isRegularFile(folder.resolve(stamp.token())))
          .collect(Collectors.toSet());
    }
  }

  /** Writes a file in the place of what was there, and waits until the disk has it and its name. */
  public void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
    Path parent = Objects.requireNonNull(file.getParent(), "a log's file lies in its folder");
    make(parent);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(parent);
  }

  /** Makes a folder and those above it, each with its name on the disk. */
  private static void make(Path wanted) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    Path above = wanted.toAbsolutePath().getParent();
    if (above != null) {
      make(above);
    }
    Files.createDirectories(wanted);
    if (above != null) {
      sync(above);
    }
  }

  /** A name is on the disk only once its folder is: a head must never be there before its tiles. */
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes the partial tiles in a full tile's place. */
  void dropPartials(Tile full) throws IOException {
    Path partials = folder.resolve(full.path() + ".p");
    if (!Files.isDirectory(partials)) {
      return;
    }
    try (Stream<Path> files = Files.walk(partials)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
