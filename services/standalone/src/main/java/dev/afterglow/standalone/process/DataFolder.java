package dev.afterglow.standalone.process;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds everything a run keeps, locked by the run that uses it.
 *
 * <p>The lock is the operating system's, so a supervisor that was killed leaves none; the process
 * id in the file is for the message only.
 */
public final class DataFolder implements AutoCloseable {
  /** A run of half an hour writes about 600 MiB with its recording; less free space is refused. */
  public static final long MIN_FREE_BYTES =
      Long.getLong("afterglow.standalone.min-free-bytes", 1L << 30);

  /** Below this a run stops in order while there is still room to close its files. */
  public static final long STOP_FREE_BYTES = MIN_FREE_BYTES / 4;

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Creates the folder if needed, checks the space and takes the lock. */
  public static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root.resolve("logs"));
      Files.createDirectories(root.resolve("secrets"));
      checkSpace(root);
      return lock(root);
    } catch (IOException e) {
      throw Disk.failure(root, e);
    }
  }

  private static void checkSpace(Path root) throws IOException {
    FileStore store = Files.getFileStore(root);
    if (store.getUsableSpace() < MIN_FREE_BYTES) {
      throw new RunFailure(
          ExitCode.DISK_FULL,
          "The disk that holds %s has %d MiB free, and a run needs %d MiB; free some space or choose"
                  .formatted(root, store.getUsableSpace() >> 20, MIN_FREE_BYTES >> 20)
              + " another folder with --data.");
    }
  }

  private static DataFolder lock(Path root) throws IOException {
    Path file = root.resolve("standalone.pid");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new RunFailure(
          ExitCode.DATA_FOLDER_IN_USE,
          "Another run (process %s) is using %s; stop it first or choose another folder with --data."
              .formatted(Files.readString(file).strip(), root));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new DataFolder(root, channel, lock);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** The folder, absolute. */
  public Path root() {
    return root;
  }

  /** A child's log file; the last run's is kept beside it as {@code NAME.log.1}. */
  public Path freshLog(String name) throws IOException {
    Path file = root.resolve("logs").resolve(name + ".log");
    if (Files.exists(file)) {
      Files.move(
          file,
          root.resolve("logs").resolve(name + ".log.1"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /**
   * The failure of a run that found the disk too full to go on.
   *
   * @param cause what failed first, for the log; null when nothing had failed yet
   */
  public RunFailure full(@Nullable Throwable cause) {
    return new RunFailure(
        ExitCode.DISK_FULL,
        "The run was ended early because the disk that holds %s has filled up (%d MiB are free);"
                .formatted(root, freeBytes() >> 20)
            + " free some space or choose another folder with --data.",
        cause);
  }

  /** Whether so little space is left that the run must end now. */
  public boolean isNearlyFull() {
    return freeBytes() < STOP_FREE_BYTES;
  }

  /** Free space, or as much as there can be where the system does not tell. */
  private long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process in any case.
      return;
    }
  }
}
